#include "extract/extract.hpp"

#include <algorithm>

#include "extract/agencies.hpp"
#include "extract/charset.hpp"
#include "extract/date_words.hpp"
#include "extract/html_report.hpp"
#include "extract/language.hpp"
#include "extract/layout.hpp"
#include "extract/lexicon.hpp"
#include "extract/scrape.hpp"
#include "extract/text_mode.hpp"

namespace sitrep::extract {
namespace {

/// Words enough to tell a language by.
constexpr std::size_t kLanguageBytes = 3000;

const Claim* best_claim(const std::vector<Claim>& claims, ClaimKind kind) {
    const Claim* best = nullptr;
    for (const Claim& claim : claims) {
        if (claim.kind == kind && !claim.value.empty() &&
            (best == nullptr || claim.confidence > best->confidence))
            best = &claim;
    }
    return best;
}

LabelledText labelled(const CleanText& text, TextRange range) {
    return {std::string(text.words(range)), text.source(range)};
}

void claim_words(Report& report, ClaimKind kind, TextRange range, const char* provenance, double confidence) {
    report.claims.push_back(
        {kind, std::string(report.text.words(range)), provenance, confidence, report.text.source(range)});
}

void read_text(Report& report, const Lexicon& lexicon, const BodyModel* model) {
    const Claim* known = best_claim(report.claims, ClaimKind::outlet);
    const bool markdown = report.document.media == MediaType::markdown;
    LabelledLines lines = label_lines(report.text.text(), markdown,
                                      known == nullptr ? std::string_view() : known->value, lexicon);
    if (model != nullptr) leave_out_surroundings(report.text, *model, lines);
    for (const LabelledLines::Piece& piece : lines.pieces) {
        report.blocks.push_back({piece.range, report.text.source(piece.range), piece.kind});
    }
    mark_layout(report.text, markdown, report.blocks);
    if (lines.title) claim_words(report, ClaimKind::title, *lines.title, "text headline", 0.7);
    if (lines.outlet) claim_words(report, ClaimKind::outlet, *lines.outlet, "text", 0.7);
    for (const TextRange author : lines.authors)
        claim_words(report, ClaimKind::author, author, "text byline", 0.6);
    for (const TextRange line : lines.date_lines) {
        const WrittenDate date = date_in(report.text.words(line), lexicon);
        if (date.value.empty()) continue;
        const auto begin = static_cast<std::uint32_t>(line.begin + date.begin);
        report.claims.push_back(
            {ClaimKind::published, date.value, "text date line", 0.4,
             report.text.source(TextRange{begin, static_cast<std::uint32_t>(line.begin + date.end)})});
    }
    if (lines.title) report.title = labelled(report.text, *lines.title);
    if (lines.outlet) report.outlet = labelled(report.text, *lines.outlet);
}

std::string body_words(const Report& report, std::size_t limit) {
    std::string words;
    for (const Block& block : report.blocks) {
        if (is_furniture(block.kind)) continue;
        words += report.text.words(block.range);
        words += '\n';
        if (words.size() >= limit) break;
    }
    return words;
}

/// What the container says of title and outlet serves where the bytes themselves say nothing.
void take_given_claims(Report& report) {
    const auto take = [&](std::optional<LabelledText>& field, ClaimKind kind) {
        if (field) return;
        if (const Claim* given = best_claim(report.document.claims, kind))
            field = LabelledText{given->value, std::nullopt};
    };
    take(report.title, ClaimKind::title);
    take(report.outlet, ClaimKind::outlet);
}

void tell_language(Report& report, const Lexicon& lexicon) {
    report.language = language_of(body_words(report, kLanguageBytes), lexicon);
    if (!report.language.empty()) {
        report.claims.push_back({ClaimKind::language, report.language, "function words", 0.6, std::nullopt});
    } else if (const Claim* claimed = best_claim(report.claims, ClaimKind::language)) {
        report.language = claimed->value.substr(0, 2);
    }
}

}  // namespace

Result<ExtractResources> load_resources(const std::filesystem::path& data) {
    auto lexicon = load_lexicon(data);
    if (!lexicon) return tl::unexpected(lexicon.error());
    auto body = load_body_model(data / "models" / "extract-body.bin");
    if (!body) return tl::unexpected(body.error());
    return ExtractResources{std::make_shared<const Lexicon>(std::move(*lexicon)),
                            std::make_shared<const BodyModel>(std::move(*body))};
}

Report extract(const Document& document, const ExtractResources& resources) {
    const Lexicon& lexicon = *resources.lexicon;
    Report report;
    report.document = document;
    report.claims = document.claims;
    if (document.media == MediaType::html && resources.body != nullptr) {
        read_html(report, lexicon, *resources.body);
    } else {
        DecodedText decoded = decode_text(document);
        report.text = std::move(decoded.text);
        if (!decoded.notice.empty()) report.notices.push_back(std::move(decoded.notice));
        read_text(report, lexicon, resources.body.get());
    }
    take_given_claims(report);
    report.agencies = agency_credits(report.text, report.blocks, lexicon);
    for (const AgencyCredit& agency : report.agencies) {
        report.claims.push_back({ClaimKind::agency, agency.name, "credit in the words", 0.9, agency.span});
    }
    tell_language(report, lexicon);
    order_claims(report.claims);
    return report;
}

}  // namespace sitrep::extract
