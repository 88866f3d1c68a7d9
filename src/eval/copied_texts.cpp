#include "eval/copied_texts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace sitrep::eval {
namespace {

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, the same everywhere.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    std::uint32_t below(std::size_t n) {
        return static_cast<std::uint32_t>(next() % std::max<std::size_t>(1, n));
    }
    double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double p) { return share() < p; }

  private:
    std::uint64_t state_;
};

using Words = std::vector<std::string>;

struct Sentence {
    Words words;
    std::uint32_t parent = ~0U;  ///< text it was taken from
    std::uint32_t place = 0;     ///< sentence of that text
    Descent edit = Descent::verbatim;
};

std::vector<Words> sentences_of(std::span<const std::string> base) {
    std::vector<Words> sentences;
    for (const std::string& text : base) {
        Words words;
        std::string word;
        bool tag = false;
        int mark = 0;
        for (const char c : text + "\n") {
            if (c == '<') tag = true;
            // Typographic quotation marks and dashes are three bytes that begin with E2 80: they part words.
            if (static_cast<unsigned char>(c) == 0xE2) mark = 3;
            if (mark > 0) {
                --mark;
                if (!word.empty() && !tag) words.push_back(std::exchange(word, {}));
                continue;
            }
            if (!tag && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                         static_cast<unsigned char>(c) >= 0x80))
                word.push_back(c);
            else if (!tag && !word.empty()) {
                words.push_back(word);
                word.clear();
            }
            if (!tag && (c == '.' || c == '!' || c == '?' || c == '\n') && words.size() >= 5)
                sentences.push_back(std::move(words)), words = {};
            if (c == '>') tag = false;
        }
    }
    return sentences;
}

class Writer {
  public:
    Writer(Random& random, std::span<const std::string> base) : random_(random) {
        std::vector<Words> sentences = sentences_of(base);
        if (sentences.size() < 50) sentences = invented();
        for (const Words& sentence : sentences) {
            std::string before;
            for (const std::string& word : sentence) {
                after_[before].push_back(word);
                all_.push_back(word);
                before = word;
            }
        }
        for (int i = 0; i < 4000; ++i) names_.push_back(invented_name());
    }

    /// A sentence of a topic: eight names recur in it.
    Words sentence(const Words& topic_names) {
        Words words;
        const std::size_t length = 9 + random_.below(22);
        std::string before;
        while (words.size() < length) {
            const auto found = after_.find(before);
            before = found == after_.end() ? word() : found->second[random_.below(found->second.size())];
            if (random_.chance(0.08)) words.push_back(topic_names[random_.below(topic_names.size())]);
            if (random_.chance(0.03)) words.push_back(std::to_string(1 + random_.below(9000)));
            words.push_back(before);
        }
        return words;
    }

    const std::string& word() { return all_[random_.below(all_.size())]; }
    const std::string& name() { return names_[random_.below(names_.size())]; }

  private:
    std::string invented_name() {
        static constexpr std::array<std::string_view, 24> kSyllables = {
            "ba",  "ka", "ro", "mi",  "ten", "sal", "or", "du", "ne", "vi",  "gar", "lo",
            "ash", "pe", "zu", "ran", "ti",  "mo",  "el", "fa", "hi", "jan", "ku",  "wes"};
        std::string name;
        for (std::uint32_t n = 2 + random_.below(3); n > 0; --n)
            name += kSyllables[random_.below(kSyllables.size())];
        name.front() = static_cast<char>(name.front() - 'a' + 'A');
        return name;
    }

    std::vector<Words> invented() {
        Words lexicon;
        for (int i = 0; i < 6000; ++i) {
            lexicon.push_back(invented_name());
            lexicon.back().front() = static_cast<char>(lexicon.back().front() - 'A' + 'a');
        }
        std::vector<Words> sentences(4000);
        for (Words& sentence : sentences) {
            for (int n = 0; n < 18; ++n)
                sentence.push_back(
                    lexicon[static_cast<std::size_t>(std::pow(random_.share(), 3.0) * 6000.0)]);
        }
        return sentences;
    }

    Random& random_;
    std::map<std::string, Words> after_;
    Words all_, names_;
};

class Generator {
  public:
    Generator(const CopyOptions& options, std::span<const std::string> base)
        : options_(options), random_(options.seed), writer_(random_, base) {}

    std::vector<CopiedText> run() {
        for (std::uint32_t number = 0; number < options_.texts; ++number) {
            const bool copy = number >= 8 && random_.chance(options_.copies);
            if (!copy)
                root();
            else if (random_.chance(options_.mosaics))
                mosaic();
            else
                derived();
        }
        return std::move(texts_);
    }

  private:
    void root() {
        Words names;
        for (int i = 0; i < 8; ++i) names.push_back(writer_.name());
        std::vector<Sentence> sentences;
        const auto length = static_cast<std::uint32_t>(options_.words * (0.5 + random_.share()));
        for (std::uint32_t words = 0; words < length;) {
            sentences.push_back({writer_.sentence(names), ~0U, 0, Descent::root});
            words += static_cast<std::uint32_t>(sentences.back().words.size());
        }
        families_.push_back({static_cast<std::uint32_t>(texts_.size())});
        write(std::move(sentences), static_cast<std::uint32_t>(families_.size() - 1), Descent::root, {});
    }

    /// Families grow as they do in the news: most stories are copied once or twice, a few everywhere.
    std::uint32_t some_family() {
        const double place = std::pow(random_.share(), 2.9);
        return static_cast<std::uint32_t>(place * static_cast<double>(families_.size()));
    }

    std::vector<Sentence> taken_from(std::uint32_t parent) const {
        std::vector<Sentence> sentences;
        for (std::uint32_t s = 0; s < sentences_[parent].size(); ++s)
            sentences.push_back({sentences_[parent][s], parent, s, Descent::verbatim});
        return sentences;
    }

    void derived() {
        const std::uint32_t family = some_family();
        const auto& members = families_[family];
        const std::uint32_t parent =
            random_.chance(0.7) ? members.front() : members[random_.below(members.size())];
        std::vector<Sentence> sentences = taken_from(parent);
        static constexpr std::array<Descent, 5> kKinds = {Descent::verbatim, Descent::cut, Descent::edited,
                                                          Descent::spun, Descent::scanned};
        const double kind_at = random_.share();
        const Descent kind = kKinds[kind_at < 0.15   ? 0
                                    : kind_at < 0.40 ? 1
                                    : kind_at < 0.75 ? 2
                                    : kind_at < 0.92 ? 3
                                                     : 4];
        if (kind == Descent::cut || (kind != Descent::verbatim && random_.chance(0.4))) cut(sentences);
        if (kind == Descent::edited) edit(sentences, 0.05, 0.12, Descent::edited);
        if (kind == Descent::spun) edit(sentences, 0.22, 0.3, Descent::spun);
        if (kind == Descent::scanned) scan(sentences);
        families_[family].push_back(static_cast<std::uint32_t>(texts_.size()));
        write(std::move(sentences), family, kind, {parent});
    }

    void mosaic() {
        std::vector<Sentence> sentences;
        std::vector<std::uint32_t> parents;
        for (std::uint32_t n = 3 + random_.below(4); n > 0; --n) {
            const std::uint32_t parent = random_.below(texts_.size());
            if (std::find(parents.begin(), parents.end(), parent) != parents.end()) continue;
            std::vector<Sentence> all = taken_from(parent);
            const std::uint32_t count =
                std::min<std::uint32_t>(2 + random_.below(4), static_cast<std::uint32_t>(all.size()));
            const std::uint32_t first = random_.below(all.size() - count + 1);
            for (std::uint32_t s = first; s < first + count; ++s) sentences.push_back(std::move(all[s]));
            parents.push_back(parent);
        }
        edit(sentences, 0.03, 0.05, Descent::edited);
        write(std::move(sentences), texts_[parents.front()].family, Descent::mosaic, parents);
    }

    void cut(std::vector<Sentence>& sentences) {
        const auto keep = static_cast<std::size_t>(
            std::ceil(static_cast<double>(sentences.size()) * (0.35 + 0.6 * random_.share())));
        sentences.resize(std::max<std::size_t>(1, keep));
        std::erase_if(sentences,
                      [&](const Sentence&) { return sentences.size() > 3 && random_.chance(0.08); });
    }

    /// Words exchanged one by one; clauses turned round; sentences moved; a bracket or an attribution put in.
    void edit(std::vector<Sentence>& sentences, double words, double turns, Descent kind) {
        for (Sentence& sentence : sentences) {
            bool changed = false;
            for (std::string& word : sentence.words) {
                if (!random_.chance(words)) continue;
                word = writer_.word();
                changed = true;
            }
            if (sentence.words.size() > 8 && random_.chance(turns)) {
                const auto at = 3 + random_.below(sentence.words.size() - 6);
                std::rotate(sentence.words.begin(), sentence.words.begin() + at, sentence.words.end());
                changed = true;
            }
            if (random_.chance(turns)) {
                sentence.words.insert(sentence.words.end(), {"officials", "said"});
                changed = true;
            }
            if (changed) sentence.edit = kind;
        }
        if (sentences.size() > 4 && random_.chance(0.3)) std::swap(sentences[1], sentences[3]);
    }

    void scan(std::vector<Sentence>& sentences) {
        for (Sentence& sentence : sentences) {
            for (std::string& word : sentence.words) {
                for (char& c : word) {
                    if (static_cast<unsigned char>(c) < 0x80 && random_.chance(0.03))
                        c = static_cast<char>('a' + random_.below(26));
                }
            }
            sentence.edit = Descent::scanned;
        }
    }

    void write(std::vector<Sentence> sentences, std::uint32_t family, Descent descent,
               std::vector<std::uint32_t> parents) {
        CopiedText text;
        text.family = family;
        text.descent = descent;
        text.parents = std::move(parents);
        std::vector<Words> plain;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
        for (Sentence& sentence : sentences) {
            const auto begin = static_cast<std::uint32_t>(text.text.size());
            for (std::size_t w = 0; w < sentence.words.size(); ++w) {
                if (w > 0) text.text += ' ';
                text.text += sentence.words[w];
            }
            if (text.text[begin] >= 'a' && text.text[begin] <= 'z')
                text.text[begin] = static_cast<char>(text.text[begin] - 'a' + 'A');
            text.text += '.';
            places.emplace_back(begin, static_cast<std::uint32_t>(text.text.size()));
            if (sentence.parent != ~0U) {
                const auto [first, last] = places_[sentence.parent][sentence.place];
                text.sentences.push_back(
                    {begin, places.back().second, sentence.parent, first, last, sentence.edit});
            }
            text.text += random_.chance(0.3) ? "\n" : " ";
            plain.push_back(std::move(sentence.words));
        }
        sentences_.push_back(std::move(plain));
        places_.push_back(std::move(places));
        texts_.push_back(std::move(text));
    }

    CopyOptions options_;
    Random random_;
    Writer writer_;
    std::vector<CopiedText> texts_;
    std::vector<std::vector<Words>> sentences_;
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> places_;
    std::vector<std::vector<std::uint32_t>> families_;
};

}  // namespace

std::string_view name(Descent descent) {
    static constexpr std::array<std::string_view, 7> kNames = {"root", "verbatim", "cut",   "edited",
                                                               "spun", "scanned",  "mosaic"};
    return kNames[static_cast<std::size_t>(descent)];
}

std::vector<CopiedText> generate_copied_texts(const CopyOptions& options, std::span<const std::string> base) {
    return Generator(options, base).run();
}

}  // namespace sitrep::eval
