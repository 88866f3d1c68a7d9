#include <algorithm>
#include <set>
#include <utility>

#include "annotate/patterns.hpp"
#include "annotate/patterns_vocabulary.hpp"

namespace sitrep::annotate {

namespace fs = std::filesystem;

/// Parses patterns into one non-deterministic automaton, then makes it deterministic.
class PatternsBuilder {
  public:
    explicit PatternsBuilder(VocabularyBuilder& words) : words_(words) {}

    Result<void> read(const fs::path& path) {
        const auto lines = read_table(path);
        if (!lines) return tl::unexpected(lines.error());
        for (const TableLine& line : *lines) {
            file_ = path.string();
            line_ = line.number;
            const auto done = line.cells[0].starts_with('%') ? macro(line) : rule(line);
            if (!done) return done;
        }
        return {};
    }

    Result<Patterns> build() {
        if (patterns_.rules_.empty()) return tl::unexpected(Error{file_, std::nullopt, "holds no rule", ""});
        patterns_.vocabulary_ = words_.build();
        make_deterministic();
        lay_out_places();
        return std::move(patterns_);
    }

  private:
    struct Fragment {
        std::uint32_t begin, end;
    };

    Result<void> macro(const TableLine& line) {
        if (line.cells.size() != 2) return bad("macro has not two columns", "write %NAME, pattern");
        if (!macros_.emplace(line.cells[0], line.cells[1]).second)
            return bad("macro " + line.cells[0] + " is defined twice");
        return {};
    }

    Result<void> rule(const TableLine& line) {
        if (line.cells.size() != 4)
            return bad("rule has not four columns", "write name, pattern, program, examples");
        Rule rule{line.cells[0], file_, line_, {}, {}};
        for (const Rule& other : patterns_.rules_) {
            if (other.name == rule.name)
                return bad("rule \"" + rule.name + "\" stands already in line " + std::to_string(other.line));
        }
        if (const auto read = program(line.cells[2], rule); !read) return read;
        if (const auto read = examples(line.cells[3], rule); !read) return read;
        const auto index = static_cast<std::int32_t>(patterns_.rules_.size());
        pattern_ = line.cells[1];
        at_ = 0;
        depth_ = 0;
        const auto begin = node();
        auto body = alternatives("");
        if (!body) return tl::unexpected(body.error());
        if (at_ < pattern_.size()) return bad("pattern breaks off at \"" + pattern_.substr(at_) + "\"");
        link(begin, body->begin);
        patterns_.nodes_[body->end].accepts = index;
        patterns_.rule_start_.push_back(begin);
        patterns_.rules_.push_back(std::move(rule));
        return {};
    }

    Result<void> program(const std::string& cell, Rule& rule) {
        for (std::size_t at = 0; at < cell.size();) {
            const auto end = std::min(cell.find(' ', at), cell.size());
            const std::string word = cell.substr(at, end - at);
            at = end + 1;
            if (word.empty()) continue;
            const auto equals = word.find('=');
            if (equals == std::string::npos || equals == 0)
                return bad("program word \"" + word + "\" is not key=value");
            rule.program[word.substr(0, equals)] = word.substr(equals + 1);
        }
        return {};
    }

    Result<void> examples(const std::string& cell, Rule& rule) {
        for (std::size_t at = 0; at < cell.size();) {
            const auto end = std::min(cell.find(" ;; ", at), cell.size());
            const std::string example = cell.substr(at, end - at);
            at = end + 4;
            const auto arrow = example.find(" => ");
            const auto open = example.find('[');
            if (arrow == std::string::npos || open == std::string::npos ||
                example.find(']', open) == std::string::npos) {
                return bad("example \"" + example + "\" lacks [brackets] or =>",
                           "write: seen on [May 16] => 2016-05-16");
            }
            rule.examples.push_back({example.substr(0, arrow), example.substr(arrow + 4)});
        }
        if (rule.examples.empty())
            return bad("rule \"" + rule.name + "\" has no example", "add one in the fourth column");
        return {};
    }

    tl::unexpected<Error> bad(std::string what, std::string mend = {}) const {
        return tl::unexpected(table_fault(file_, line_, std::move(what), std::move(mend)));
    }

    std::uint32_t node() {
        patterns_.nodes_.emplace_back();
        return static_cast<std::uint32_t>(patterns_.nodes_.size() - 1);
    }
    void link(std::uint32_t from, std::uint32_t to) { patterns_.nodes_[from].free.push_back(to); }

    FieldId field_of(const std::string& name) {
        return patterns_.field_ids_.emplace(name, static_cast<FieldId>(patterns_.field_ids_.size()))
            .first->second;
    }

    void skip_blanks() {
        while (at_ < pattern_.size() && pattern_[at_] == ' ') ++at_;
    }
    [[nodiscard]] char peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }

    Result<Fragment> alternatives(const std::string& field) {
        if (++depth_ > 40) return bad("pattern is nested more than 40 deep", "a macro may not hold itself");
        const Fragment all{node(), node()};
        while (true) {
            auto one = sequence(field);
            if (!one) return one;
            link(all.begin, one->begin);
            link(one->end, all.end);
            skip_blanks();
            if (peek() != '|') break;
            ++at_;
        }
        --depth_;
        return all;
    }

    Result<Fragment> sequence(const std::string& field) {
        Fragment all{node(), 0};
        all.end = all.begin;
        std::size_t count = 0;
        for (skip_blanks(); peek() != '\0' && peek() != '|' && peek() != ')'; skip_blanks()) {
            auto one = repeated(field);
            if (!one) return one;
            link(all.end, one->begin);
            all.end = one->end;
            ++count;
        }
        if (count == 0) return bad("pattern holds an empty alternative");
        if (patterns_.nodes_.size() > 400000) return bad("rules are larger than 400000 nodes");
        return all;
    }

    Result<Fragment> repeated(const std::string& field) {
        auto one = atom(field);
        if (!one) return one;
        while (peek() == '?' || peek() == '*' || peek() == '+') {
            const char sign = pattern_[at_++];
            const Fragment outer{node(), node()};
            link(outer.begin, one->begin);
            link(one->end, outer.end);
            if (sign != '+') link(outer.begin, outer.end);
            if (sign != '?') link(one->end, one->begin);
            one = outer;
        }
        return one;
    }

    /// `:name` behind an atom or group; for a group it must be known before the group is read.
    [[nodiscard]] std::string label_at(std::size_t at) const {
        if (at >= pattern_.size() || pattern_[at] != ':') return {};
        std::size_t end = at + 1;
        while (end < pattern_.size() &&
               ((pattern_[end] >= 'a' && pattern_[end] <= 'z') || pattern_[end] == '_'))
            ++end;
        return pattern_.substr(at + 1, end - at - 1);
    }

    Result<Fragment> atom(const std::string& field) {
        if (peek() == '(') return group(field);
        if (peek() == '%') return expand(field);
        std::string name;
        ClassId class_id = 0;
        if (peek() == '\'') {
            const auto end = pattern_.find(
                '\'', at_ + 1 + (at_ + 1 < pattern_.size() && pattern_[at_ + 1] == '\'' ? 1 : 0));
            if (end == std::string::npos) return bad("quotation mark is not closed in the pattern");
            name = pattern_.substr(at_ + 1, end - at_ - 1);
            at_ = end + 1;
            class_id = literal(name);
        } else {
            const std::size_t begin = at_;
            while (at_ < pattern_.size() &&
                   std::string_view(" ()|?*+:'%").find(pattern_[at_]) == std::string_view::npos)
                ++at_;
            name = pattern_.substr(begin, at_ - begin);
            if (name.empty()) return bad("pattern breaks off at \"" + pattern_.substr(at_) + "\"");
            if (is_class_name(name)) {
                const auto known = words_.known(name);
                if (!known)
                    return bad("class " + name + " is unknown", "name a class of the vocabulary files");
                class_id = *known;
            } else {
                class_id = literal(name);
            }
        }
        std::string label = label_at(at_);
        if (!label.empty()) at_ += label.size() + 1;
        if (label.empty()) label = field;
        if (label.empty()) {
            label = name;
            std::transform(label.begin(), label.end(), label.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        }
        const Fragment one{node(), node()};
        patterns_.nodes_[one.begin].edges.push_back({class_id, field_of(label), one.end});
        return one;
    }

    ClassId literal(const std::string& word) {
        const ClassId id = words_.class_of("'" + word);
        words_.add(word, id, {}, false);
        return id;
    }

    Result<Fragment> group(const std::string& field) {
        const auto close = closing(at_);
        if (close == std::string::npos) return bad("bracket is not closed in the pattern");
        const std::string label = label_at(close + 1);
        ++at_;
        auto inner = alternatives(label.empty() ? field : label);
        if (!inner) return inner;
        if (peek() != ')') return bad("bracket is not closed in the pattern");
        at_ = close + 1 + (label.empty() ? 0 : label.size() + 1);
        return inner;
    }

    [[nodiscard]] std::size_t closing(std::size_t open) const {
        int depth = 0;
        bool quoted = false;
        for (std::size_t i = open; i < pattern_.size(); ++i) {
            if (pattern_[i] == '\'') quoted = !quoted;
            if (quoted) continue;
            if (pattern_[i] == '(') ++depth;
            if (pattern_[i] == ')' && --depth == 0) return i;
        }
        return std::string::npos;
    }

    Result<Fragment> expand(const std::string& field) {
        std::size_t end = at_ + 1;
        while (end < pattern_.size() && is_class_name(pattern_.substr(at_ + 1, end - at_))) ++end;
        const std::string name = pattern_.substr(at_, end - at_);
        const auto found = macros_.find(name);
        if (found == macros_.end()) return bad("macro " + name + " is unknown", "define it above the rule");
        const std::string label = label_at(end);
        const std::string outer = pattern_;
        const std::size_t back = end + (label.empty() ? 0 : label.size() + 1);
        pattern_ = found->second;
        at_ = 0;
        auto inner = alternatives(label.empty() ? field : label);
        if (inner && at_ < pattern_.size())
            return bad("macro " + name + " breaks off at \"" + pattern_.substr(at_) + "\"");
        pattern_ = outer;
        at_ = back;
        return inner;
    }

    /// All nodes reached from `start` without reading, that read or accept; sorted.
    void close(std::vector<std::uint32_t>& set) const {
        std::vector<std::uint32_t> work = set;
        std::set<std::uint32_t> seen(set.begin(), set.end());
        while (!work.empty()) {
            const std::uint32_t at = work.back();
            work.pop_back();
            for (const std::uint32_t to : patterns_.nodes_[at].free) {
                if (seen.insert(to).second) work.push_back(to);
            }
        }
        set.clear();
        for (const std::uint32_t at : seen) {
            if (!patterns_.nodes_[at].edges.empty() || patterns_.nodes_[at].accepts >= 0) set.push_back(at);
        }
    }

    void make_deterministic() {
        const Vocabulary& vocabulary = patterns_.vocabulary_;
        const std::size_t symbols = vocabulary.symbol_count();
        std::vector<std::vector<SymbolId>> symbols_of(vocabulary.class_count());
        for (SymbolId s = 0; s < symbols; ++s) {
            for (ClassId c = 0; c < vocabulary.class_count(); ++c) {
                if (vocabulary.has(s, c)) symbols_of[c].push_back(s);
            }
        }
        std::vector<std::vector<std::uint32_t>> closure(patterns_.nodes_.size());
        for (std::uint32_t n = 0; n < patterns_.nodes_.size(); ++n) {
            for (const auto& edge : patterns_.nodes_[n].edges) {
                if (closure[edge.target].empty()) {
                    closure[edge.target] = {edge.target};
                    close(closure[edge.target]);
                }
            }
        }
        std::map<std::vector<std::uint32_t>, std::uint16_t> states;
        std::vector<const std::vector<std::uint32_t>*> sets;
        const auto state_of = [&](std::vector<std::uint32_t> set) {
            const auto [at, is_new] =
                states.emplace(std::move(set), static_cast<std::uint16_t>(states.size()));
            if (is_new) {
                sets.push_back(&at->first);
                accept(at->first);
                patterns_.next_.resize(patterns_.next_.size() + symbols, 0);
            }
            return at->second;
        };
        state_of({});
        std::vector<std::uint32_t> start = patterns_.rule_start_;
        close(start);
        state_of(start);
        std::vector<std::vector<std::uint32_t>> bucket(symbols);
        for (std::size_t state = 1; state < sets.size() && state < 60000; ++state) {
            std::vector<SymbolId> touched;
            for (const std::uint32_t n : *sets[state]) {
                for (const auto& edge : patterns_.nodes_[n].edges) {
                    for (const SymbolId s : symbols_of[edge.class_id]) {
                        if (bucket[s].empty()) touched.push_back(s);
                        bucket[s].insert(bucket[s].end(), closure[edge.target].begin(),
                                         closure[edge.target].end());
                    }
                }
            }
            for (const SymbolId s : touched) {
                std::vector<std::uint32_t> set = std::move(bucket[s]);
                bucket[s].clear();
                std::sort(set.begin(), set.end());
                set.erase(std::unique(set.begin(), set.end()), set.end());
                const std::uint16_t target = state_of(std::move(set));
                patterns_.next_[state * symbols + s] = target;
            }
        }
    }

    /// Places of each rule and what may be read there, in the rule's own order, for captures.
    void lay_out_places() {
        for (const std::uint32_t start : patterns_.rule_start_) {
            std::map<std::uint32_t, std::uint32_t> place_of = {
                {start, static_cast<std::uint32_t>(patterns_.places_.size())}};
            patterns_.rule_place_.push_back(place_of[start]);
            patterns_.places_.emplace_back();
            std::vector<std::uint32_t> open = {start};
            for (std::size_t i = 0; i < open.size(); ++i) {
                const std::uint32_t place = place_of[open[i]];
                patterns_.places_[place].first_edge =
                    static_cast<std::uint32_t>(patterns_.place_edges_.size());
                for (const std::uint32_t node : in_order(open[i])) {
                    if (patterns_.nodes_[node].accepts >= 0) patterns_.places_[place].accepts = true;
                    for (Patterns::Edge edge : patterns_.nodes_[node].edges) {
                        const auto [at, is_new] = place_of.emplace(
                            edge.target, static_cast<std::uint32_t>(patterns_.places_.size()));
                        if (is_new) {
                            open.push_back(edge.target);
                            patterns_.places_.emplace_back();
                        }
                        edge.target = at->second;
                        patterns_.place_edges_.push_back(edge);
                    }
                }
                patterns_.places_[place].last_edge =
                    static_cast<std::uint32_t>(patterns_.place_edges_.size());
            }
        }
        patterns_.rule_place_.push_back(static_cast<std::uint32_t>(patterns_.places_.size()));
        patterns_.nodes_.clear();
        patterns_.nodes_.shrink_to_fit();
    }

    /// Nodes reached from one without reading, in the order in which the rule tries them.
    [[nodiscard]] std::vector<std::uint32_t> in_order(std::uint32_t node) const {
        std::vector<std::uint32_t> order, work = {node};
        std::set<std::uint32_t> seen;
        while (!work.empty()) {
            const std::uint32_t at = work.back();
            work.pop_back();
            if (!seen.insert(at).second) continue;
            order.push_back(at);
            const auto& free = patterns_.nodes_[at].free;
            work.insert(work.end(), free.rbegin(), free.rend());
        }
        return order;
    }

    void accept(const std::vector<std::uint32_t>& set) {
        std::set<std::uint16_t> rules;
        for (const std::uint32_t n : set) {
            if (patterns_.nodes_[n].accepts >= 0)
                rules.insert(static_cast<std::uint16_t>(patterns_.nodes_[n].accepts));
        }
        patterns_.accepted_.push_back(rules.empty() ? -1 : *rules.begin());
        patterns_.also_accepted_.emplace_back(rules.begin(), rules.end());
    }

    VocabularyBuilder& words_;
    Patterns patterns_;
    std::map<std::string, std::string> macros_;
    std::string file_, pattern_;
    std::uint32_t line_ = 0;
    std::size_t at_ = 0;
    int depth_ = 0;
};

Result<Patterns> load_patterns(std::span<const fs::path> vocabulary_files,
                               std::span<const fs::path> rule_files, Reader reader) {
    VocabularyBuilder words(reader);
    for (const fs::path& path : vocabulary_files) {
        if (const auto read = words.read(path); !read) return tl::unexpected(read.error());
    }
    PatternsBuilder builder(words);
    for (const fs::path& path : rule_files) {
        if (const auto read = builder.read(path); !read) return tl::unexpected(read.error());
    }
    return builder.build();
}

}  // namespace sitrep::annotate
