#include "annotate/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sitrep::annotate {

Result<MappedFile> map_file(const std::filesystem::path& file, std::string_view mend) {
    const auto broken = [&](const char* what) {
        return tl::unexpected(Error{file.string(), std::nullopt, what, std::string(mend)});
    };
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return broken("cannot be read");
    struct stat status{};
    if (::fstat(handle, &status) != 0 || status.st_size <= 0) {
        ::close(handle);
        return broken("is empty");
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, handle, 0);
    ::close(handle);
    if (memory == MAP_FAILED) return broken("cannot be mapped");
    MappedFile mapped;
    mapped.mapping = std::shared_ptr<const void>(
        memory, [size](const void* at) { ::munmap(const_cast<void*>(at), size); });
    mapped.bytes = {static_cast<const std::byte*>(memory), size};
    return mapped;
}

}  // namespace sitrep::annotate
