/// @file json_writer.hpp
/// @brief JSON out, field by field, without a tree in memory. Text given must be valid UTF-8, as clean text
/// is.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sitrep/date.hpp"
#include "sitrep/span.hpp"

namespace sitrep::store {

/// Writes one JSON value. Keys and values must alternate as JSON asks; numbers are written the shortest way
/// that reads back the same, without locale.
class JsonWriter {
  public:
    enum class Layout : std::uint8_t { compact, indented };
    explicit JsonWriter(Layout layout = Layout::indented);
    ~JsonWriter();
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view key);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(double number);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(std::uint32_t number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(std::size_t number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(bool flag);
    JsonWriter& value(Span span);  ///< [begin,end] on one line, whatever the layout
    JsonWriter& value(Day day) { return value(day.iso()); }
    JsonWriter& null();
    template <typename T>
    JsonWriter& value(const std::optional<T>& maybe) {
        return maybe ? value(*maybe) : null();
    }
    template <typename T>
    JsonWriter& field(std::string_view name, const T& content) {
        return key(name).value(content);
    }
    JsonWriter& null_field(std::string_view name) { return key(name).null(); }
    /// Null for an empty text: a field that is not known.
    JsonWriter& text_field(std::string_view name, std::string_view text) {
        return text.empty() ? null_field(name) : field(name, text);
    }

    /// The text written so far; complete once every begin has its end.
    [[nodiscard]] std::string_view text() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sitrep::store
