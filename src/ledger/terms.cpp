#include "ledger/terms.hpp"

#include <algorithm>
#include <cmath>

#include "text/utf8.hpp"

namespace sitrep::ledger {
namespace {

/// Number digits without separators; empty if the word is no number.
std::string digits_of(std::string_view word) {
    std::string digits;
    for (const char c : word) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c == '.' && !digits.empty())
            digits += c;
        else if (c != ',' && c != '\'' && c != ' ')
            return {};
    }
    while (digits.ends_with('.')) digits.pop_back();
    return digits;
}

}  // namespace

TermTable::TermTable(const Dossier& dossier, const LedgerResources& resources) : resources_(resources) {
    names_.emplace_back();
    kinds_.push_back(TermKind::stop);
    reports_.resize(dossier.reports.size());
    std::uint64_t sentences = 0;
    frequencies_.push_back(0);
    std::vector<std::uint32_t> last_sentence;
    std::uint32_t sentence_number = 0;
    for (std::size_t i = 0; i < dossier.reports.size(); ++i) {
        const TokenizedText& tokens = dossier.reports[i].tokens;
        const std::string_view text = dossier.reports[i].report.text.text();
        auto& terms = reports_[i];
        terms.reserve(tokens.tokens.size());
        for (const Token& token : tokens.tokens) {
            const bool word = token.kind == TokenKind::word || token.kind == TokenKind::number;
            terms.push_back(word ? intern(text.substr(token.range.begin, token.range.size())) : kNoTerm);
        }
        frequencies_.resize(names_.size(), 0);
        last_sentence.resize(names_.size(), 0);
        for (const Sentence& sentence : tokens.sentences) {
            ++sentence_number;
            ++sentences;
            for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
                if (last_sentence[terms[t]] == sentence_number) continue;
                last_sentence[terms[t]] = sentence_number;
                ++frequencies_[terms[t]];
            }
        }
    }
    weights_.resize(names_.size(), 0.0F);
    for (Term term = 1; term < names_.size(); ++term) {
        const double rare = std::log((static_cast<double>(sentences) + 1.0) / (frequencies_[term] + 1.0));
        weights_[term] = static_cast<float>(std::clamp(rare, 0.2, 6.0));
        if (kinds_[term] == TermKind::hedge || kinds_[term] == TermKind::sure) weights_[term] = 0.2F;
    }
}

Term TermTable::intern(std::string_view word) {
    std::string folded = text::folded(word);
    if (const auto found = by_word_.find(folded); found != by_word_.end()) return found->second;
    std::string name = digits_of(folded);
    TermKind kind = TermKind::number;
    if (name.empty()) {
        name = stem(folded);
        kind = TermKind::plain;
        auto listed = resources_.concepts.find(folded);
        if (listed == resources_.concepts.end()) listed = resources_.concepts.find(name);
        if (listed != resources_.concepts.end()) {
            kind = listed->second.kind;
            name = kind == TermKind::number ? listed->second.name : "=" + listed->second.name;
        }
    }
    Term term = kNoTerm;
    if (kind != TermKind::stop && !name.empty()) {
        const auto [place, fresh] = by_name_.emplace(name, static_cast<Term>(names_.size()));
        term = place->second;
        if (fresh) {
            names_.push_back(name.starts_with('=') ? name.substr(1) : name);
            kinds_.push_back(kind);
        }
    }
    by_word_.emplace(std::move(folded), term);
    return term;
}

std::vector<Term> TermTable::find(std::string_view words) const {
    std::vector<Term> found;
    const std::string folded = text::folded(words);
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find_first_of(" \t\n,.;:()\"/", at), folded.size());
        const std::string word = folded.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (const auto known = by_word_.find(word); known != by_word_.end()) {
            if (known->second != kNoTerm) found.push_back(known->second);
            continue;
        }
        const auto listed = resources_.concepts.find(stem(word));
        const auto named =
            by_name_.find(listed == resources_.concepts.end() ? stem(word) : "=" + listed->second.name);
        if (named != by_name_.end()) found.push_back(named->second);
    }
    return found;
}

TermSet term_set(const std::vector<Term>& terms, std::uint32_t first, std::uint32_t last) {
    TermSet set;
    for (std::uint32_t i = first; i < last && i < terms.size(); ++i) {
        if (terms[i] != kNoTerm) set.push_back(terms[i]);
    }
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
}

double weight_of(const TermTable& table, const TermSet& set) {
    double sum = 0.0;
    for (const Term term : set) sum += table.weight(term);
    return sum;
}

Likeness likeness(const TermTable& table, const TermSet& a, const TermSet& b) {
    return likeness(table, a, weight_of(table, a), b, weight_of(table, b));
}

Likeness likeness(const TermTable& table, const TermSet& a, double of_a, const TermSet& b, double of_b) {
    Likeness result;
    // Which side moves on is chance: sums in place of branches, for millions of pairs come here.
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const Term x = a[i], y = b[j];
        if (x == y) {
            result.shared += table.weight(x);
            ++result.terms;
        }
        i += x <= y ? 1U : 0U;
        j += y <= x ? 1U : 0U;
    }
    const double smaller = std::min(of_a, of_b);
    if (smaller > 0.0) result.containment = result.shared / smaller;
    if (of_a + of_b > 0.0) result.dice = 2.0 * result.shared / (of_a + of_b);
    return result;
}

}  // namespace sitrep::ledger
