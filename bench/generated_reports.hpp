/// @file generated_reports.hpp
/// @brief Reports made up for benches: any number, always the same, part of them copied from earlier ones.
#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace sitrep::bench {

/// Texts of `count` reports of about 300 words: title, dateline, quotations, figures, days. Every fifth
/// report repeats two paragraphs of an earlier one. No situation grows past about 100 reports, as in a stream
/// of news.
inline std::vector<std::string> generated_reports(std::size_t count) {
    static const std::vector<std::string> kPlaces = {"Nairobi", "Tripoli", "Lyon",  "Quito", "Manila",
                                                     "Kyiv",    "Lagos",   "Hanoi", "Porto", "Aden"};
    static const std::vector<std::string> kFirst = {"Maria", "Ahmed", "John",  "Ngozi", "Pavel",
                                                    "Lucia", "Tomas", "Aisha", "Peter", "Hana"};
    static const std::vector<std::string> kLast = {"Okafor", "Silva",  "Novak", "Haddad", "Marsh",
                                                   "Duarte", "Tanaka", "Berg",  "Kone",   "Rossi"};
    static const std::vector<std::string> kThings = {"families", "soldiers",   "migrants", "houses",
                                                     "patients", "protesters", "vehicles", "schools"};
    static const std::vector<std::string> kDays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
    static const std::vector<std::string> kVerbs = {"reached",  "left",     "blocked",    "repaired",
                                                    "searched", "reopened", "surrounded", "visited"};
    static const std::vector<std::string> kObjects = {"the northern road", "the old harbour",
                                                      "a power station",   "the central market",
                                                      "two bridges",       "the airport"};
    std::mt19937_64 random(7);
    const auto pick = [&random](const std::vector<std::string>& words) -> const std::string& {
        return words[random() % words.size()];
    };
    std::vector<std::vector<std::string>> paragraphs_of;
    std::vector<std::string> reports;
    reports.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string situation = std::to_string(i / 100);
        const std::string& place = pick(kPlaces);
        std::vector<std::string> paragraphs;
        for (int p = 0; p < 9; ++p) {
            const std::string person = pick(kFirst) + " " + pick(kLast);
            std::string text = "Crews " + pick(kVerbs) + " " + pick(kObjects) + " in district " + situation +
                               "-" + std::to_string(random() % 40) + " of " + place + " on " + pick(kDays) +
                               ", and " + pick({"about ", "more than ", "at least ", ""}) +
                               std::to_string(random() % 9000 + 12) + " " + pick(kThings) +
                               " were moved, said " + person + ", the deputy governor.";
            text += " \"We " + pick(kVerbs) + " " + pick(kObjects) + " before the " + pick(kThings) + " " +
                    pick(kVerbs) + " " + pick(kObjects) + ",\" " + person + " said.";
            paragraphs.push_back(std::move(text));
        }
        if (i % 5 == 4 && i % 100 > 10) {
            const auto& earlier = paragraphs_of[i - 1 - random() % 9];
            paragraphs[2] = earlier[1];
            paragraphs[5] = earlier[4];
        }
        std::string report =
            "Crews " + pick(kVerbs) + " " + pick(kObjects) + " near " + place + "\n\n" + place + " (AFP) - ";
        for (const std::string& paragraph : paragraphs) report += paragraph + "\n\n";
        paragraphs_of.push_back(std::move(paragraphs));
        reports.push_back(std::move(report));
    }
    return reports;
}

}  // namespace sitrep::bench
