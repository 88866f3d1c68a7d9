#include "generated_reports.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string_view>

namespace sitrep::bench {
namespace {

using Words = std::vector<std::string_view>;

Words split(std::string_view list) {
    Words out;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(' ', at), list.size());
        if (end > at) out.push_back(list.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

const Words kPlaces = split(
    "Nairobi Tripoli Lyon Quito Manila Kyiv Lagos Hanoi Porto Aden Turin Oslo Bergen Tunis Accra Dakar Lima "
    "Cali Davao Cebu Minsk Brno Graz "
    "Basel Ghent Leeds Perth Dhaka Amman Basra Mosul Homs Idlib Sirte Tobruk Sfax Beira Tete Kabwe Ndola");
const Words kFirst = split(
    "Maria Ahmed John Ngozi Pavel Lucia Tomas Aisha Peter Hana Omar Elena Victor Grace Samuel Fatima Diego "
    "Ingrid Yusuf Clara Marek Amina "
    "Daniel Leila Stefan Rosa Idris Nadia Hugo Miriam");
const Words kLast = split(
    "Okafor Silva Novak Haddad Marsh Duarte Tanaka Berg Kone Rossi Mensah Petrov Alvarez Lindqvist Farouk "
    "Moreau Banda Castillo Weber Ibrahim "
    "Keller Santos Mbeki Horvat Dlamini Fischer Quispe Rahman Olsen Tembo Vasquez Wanjiru Ziegler Bakker "
    "Nkemelu Sadler");
const Words kPeople = split(
    "families soldiers migrants patients protesters farmers teachers nurses miners fishermen students "
    "drivers traders engineers pilgrims guards "
    "workers villagers pensioners refugees doctors sailors clerks herders");
const Words kThings = split(
    "houses vehicles schools bridges wells clinics boats tents generators warehouses tractors shops roads "
    "pumps turbines fences ovens pipes "
    "antennas cranes barges silos kiosks ambulances mosques churches orchards greenhouses mills ferries");
const Words kVerbs = split(
    "reached left blocked repaired searched reopened surrounded visited damaged rebuilt inspected abandoned "
    "counted registered guarded emptied "
    "crossed measured painted dismantled evacuated supplied photographed mapped cleaned sealed lifted towed "
    "drained fenced stored weighed");
const Words kAdjectives = split(
    "northern old central narrow flooded rusty private temporary crowded distant empty coastal wooden modern "
    "unfinished sandy steep public muddy "
    "frozen quiet broken heavy ancient remote damp shallow fortified abandoned splendid");
const Words kNouns = split(
    "harbour market airport station valley quarter reservoir ministry factory hospital stadium railway canal "
    "plateau embankment library barracks "
    "prison laboratory cathedral refinery quarry lighthouse junction monastery depot terminal orchard "
    "laundry archive observatory tannery "
    "brewery foundry granary customs-house ferry-landing waterworks printing-house slaughterhouse");
const Words kAdverbs = split(
    "slowly quietly twice again briefly together overnight finally partly carefully hastily openly early "
    "reluctantly jointly nearby eastward "
    "downstream upstairs abroad");
const Words kDays = split("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");
const Words kOffices =
    split("governor mayor spokesman commander director inspector engineer coordinator minister secretary");

class Generator {
  public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    std::string_view pick(const Words& words) { return words[random_() % words.size()]; }
    std::size_t below(std::size_t n) { return random_() % n; }

    std::string thing() { return "the " + std::string(pick(kAdjectives)) + " " + std::string(pick(kNouns)); }
    std::string amount() {
        static const Words kHedges = {"", "", "about ", "more than ", "at least ", "some ", "nearly "};
        return std::string(pick(kHedges)) + std::to_string(below(9000) + 12);
    }
    std::string person() { return std::string(pick(kFirst)) + " " + std::string(pick(kLast)); }
    std::string did() { return std::string(pick(kVerbs)) + " " + thing(); }
    std::string place() { return std::string(pick(kPlaces)); }

    std::string paragraph(const std::vector<std::string>& people) {
        const std::string& speaker = people[below(people.size())];
        const std::string day(pick(kDays));
        std::string text;
        switch (below(5)) {
            case 0:
                text = "The " + std::string(pick(kPeople)) + " " + std::string(pick(kAdverbs)) + " " + did() +
                       " near " + place() + " on " + day + ", where " + amount() + " " +
                       std::string(pick(kThings)) + " stood beside " + thing() + ".";
                break;
            case 1:
                text = capital(amount() + " " + std::string(pick(kPeople))) + " " + did() + " before " +
                       thing() + " was " + std::string(pick(kVerbs)) + " in " + place() + ", said " +
                       speaker + ".";
                break;
            case 2:
                text = "In " + place() + ", " + thing() + " and " + thing() + " were " +
                       std::string(pick(kAdverbs)) + " " + std::string(pick(kVerbs)) + " after " +
                       std::string(pick(kPeople)) + " had " + did() + ", according to " + speaker + ", the " +
                       std::string(pick(kOffices)) + ".";
                break;
            case 3:
                text = speaker + " said " + thing() + " had lost " + std::to_string(below(90) + 5) +
                       " percent of its " + std::string(pick(kThings)) + " since " + day + ".";
                break;
            default:
                text = "Whoever " + did() + " " + std::string(pick(kAdverbs)) + " should have asked the " +
                       std::string(pick(kPeople)) + " of " + place() + " about " + thing() + ".";
                break;
        }
        if (below(2) == 0) {
            text += " \"We " + did() + " while the " + std::string(pick(kPeople)) + " " + did() + ",\" " +
                    speaker + " told reporters on " + day + ".";
        } else {
            text += " Nobody " + did() + ", and " + amount() + " " + std::string(pick(kPeople)) + " " +
                    std::string(pick(kAdverbs)) + " " + did() + ".";
        }
        return text;
    }

  private:
    static std::string capital(std::string text) {
        if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
        return text;
    }
    std::mt19937_64 random_;
};

}  // namespace

std::vector<std::string> generated_reports(std::size_t count) {
    constexpr std::size_t kSituation = 100;
    Generator make(7);
    std::vector<std::vector<std::string>> paragraphs_of;
    std::vector<std::string> reports;
    std::vector<std::string> people;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % kSituation == 0) {
            people.clear();
            for (int k = 0; k < 12; ++k) people.push_back(make.person());
        }
        std::vector<std::string> paragraphs;
        for (int p = 0; p < 9; ++p) paragraphs.push_back(make.paragraph(people));
        if (i % 5 == 4 && i % kSituation > 10) {
            const auto& earlier = paragraphs_of[i - 1 - make.below(9)];
            paragraphs[2] = earlier[1];
            paragraphs[5] = earlier[4];
        }
        const std::string place = make.place();
        std::string report = "Crews " + make.did() + " near " + place + "\n\n" + place + " (AFP) - ";
        for (const std::string& paragraph : paragraphs) report += paragraph + "\n\n";
        paragraphs_of.push_back(std::move(paragraphs));
        reports.push_back(std::move(report));
    }
    return reports;
}

}  // namespace sitrep::bench
