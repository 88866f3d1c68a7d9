#include "store/json_writer.hpp"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

namespace sitrep::store {

struct JsonWriter::State {
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> indented{buffer};
    rapidjson::Writer<rapidjson::StringBuffer> compact{buffer};
    bool pretty = true;

    template <typename Action>
    void with(Action action) {
        if (pretty) {
            action(indented);
        } else {
            action(compact);
        }
    }
};

JsonWriter::JsonWriter(Layout layout) : state_(std::make_unique<State>()) {
    state_->pretty = layout == Layout::indented;
    state_->indented.SetIndent(' ', 1);
}

JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::begin_object() {
    state_->with([](auto& w) { w.StartObject(); });
    return *this;
}
JsonWriter& JsonWriter::end_object() {
    state_->with([](auto& w) { w.EndObject(); });
    return *this;
}
JsonWriter& JsonWriter::begin_array() {
    state_->with([](auto& w) { w.StartArray(); });
    return *this;
}
JsonWriter& JsonWriter::end_array() {
    state_->with([](auto& w) { w.EndArray(); });
    return *this;
}
JsonWriter& JsonWriter::key(std::string_view key) {
    state_->with([key](auto& w) { w.Key(key.data(), static_cast<rapidjson::SizeType>(key.size())); });
    return *this;
}
JsonWriter& JsonWriter::value(std::string_view text) {
    const char* const data = text.data() == nullptr ? "" : text.data();
    state_->with([&](auto& w) { w.String(data, static_cast<rapidjson::SizeType>(text.size())); });
    return *this;
}
JsonWriter& JsonWriter::value(double number) {
    constexpr double kExactIntegers = 9007199254740992.0;  // 2^53
    const bool small = number > -kExactIntegers && number < kExactIntegers;
    if (small && number == static_cast<double>(static_cast<std::int64_t>(number))) {
        return value(static_cast<std::int64_t>(number));
    }
    state_->with([number](auto& w) { w.Double(number); });
    return *this;
}
JsonWriter& JsonWriter::value(std::int64_t number) {
    state_->with([number](auto& w) { w.Int64(number); });
    return *this;
}
JsonWriter& JsonWriter::value(bool flag) {
    state_->with([flag](auto& w) { w.Bool(flag); });
    return *this;
}
JsonWriter& JsonWriter::value(Span span) {
    const std::string pair = "[" + std::to_string(span.begin) + "," + std::to_string(span.end) + "]";
    state_->with([&pair](auto& w) { w.RawValue(pair.data(), pair.size(), rapidjson::kArrayType); });
    return *this;
}
JsonWriter& JsonWriter::null() {
    state_->with([](auto& w) { w.Null(); });
    return *this;
}
std::string_view JsonWriter::text() const { return {state_->buffer.GetString(), state_->buffer.GetSize()}; }

}  // namespace sitrep::store
