/// @file engine.hpp
/// @brief The road from documents to a dossier, as values in and values out.
///
///     auto resources = sitrep::Resources::load();          // lexicons and models
///     if (!resources) return report(resources.error());
///     sitrep::Engine engine(*resources);
///     std::vector<sitrep::AnnotatedReport> reports;
///     for (const auto& document : documents) reports.push_back(engine.annotate(engine.extract(document)));
///     sitrep::Dossier dossier = engine.account(std::move(reports), {});
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/dossier.hpp"
#include "sitrep/result.hpp"

namespace sitrep {

struct ResourceParts;  // what the rooms load; not for callers

/// Lexicons and models, read once, shared by copies, never changed.
class Resources {
  public:
    /// Reads `folder` (it holds `lexicon/` and `models/`). Without a folder: $SITREP_DATA, else the folder
    /// this copy was installed to, else the source tree it was built from. Fails on the first file that is
    /// missing or broken, naming file and line.
    [[nodiscard]] static Result<Resources> load(
        const std::optional<std::filesystem::path>& folder = std::nullopt);
    [[nodiscard]] const ResourceParts& parts() const { return *parts_; }

  private:
    std::shared_ptr<const ResourceParts> parts_;
};

/// A day given from outside for a report, by path or file name.
struct GivenDate {
    std::string path;
    Day day;
};

/// A reader's own judgement of two reports, by path or file name: one origin, or two. It goes before what the
/// words tell, and is shown as such.
struct OriginDecision {
    std::string first;
    std::string second;
    bool same = true;  ///< false: independent
};

/// A reader's own judgement of two names: one thing, or two. It goes before every guess and is shown as such.
struct EntityDecision {
    std::string first;
    std::string second;
    bool same = true;  ///< false: kept apart
};

struct AccountOptions {
    std::vector<OriginDecision> decisions;         ///< `--decisions FILE`
    std::vector<EntityDecision> entity_decisions;  ///< `--decisions FILE`, rows merge and split
    std::vector<GivenDate> dates;                  ///< `--dates FILE`
    std::optional<Day> as_of;                      ///< `--as-of`: read the set as it was known that day
    /// `--zone`: where the clocks of reports stand whose words give no zone: "Z", "+02:00" or an IANA name
    /// ("Africa/Harare"). Ignored if it is none of these (resolve::parse_zone tells).
    std::optional<std::string> zone;
    unsigned threads = 1;  ///< changes nothing but the time it takes
};

/// Stateless but for its resources; every function may be called from several threads at once.
class Engine {
  public:
    explicit Engine(Resources resources) : resources_(std::move(resources)) {}

    /// Finds the article in a document. Never fails: a document without an article has no body blocks.
    [[nodiscard]] Report extract(const Document& document) const;
    /// Marks of one report; reads nothing but the report.
    [[nodiscard]] AnnotatedReport annotate(Report report) const;
    /// Joins reports into a dossier: sorts them by path and member, finds what they share, resolves names and
    /// days, relates claims, follows cases, writes the brief. Same reports in any order give the same
    /// dossier.
    [[nodiscard]] Dossier account(std::vector<AnnotatedReport> reports, std::vector<LeftOut> left_out,
                                  const AccountOptions& options = {}) const;

    [[nodiscard]] const Resources& resources() const { return resources_; }

  private:
    Resources resources_;
};

/// "0.1.0".
[[nodiscard]] std::string_view version();

}  // namespace sitrep
