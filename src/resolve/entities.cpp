#include "resolve/entities.hpp"

namespace sitrep::resolve {

JoinedEntities join_entities(std::span<const AnnotatedReport> reports, const annotate::NameResources&) {
    JoinedEntities result;
    for (ReportIndex report = 0; report < reports.size(); ++report) {
        std::vector<EntityRef> joined_of;
        for (const Entity& entity : reports[report].marks.entities) {
            const auto index = static_cast<EntityRef>(result.entities.size());
            joined_of.push_back(index);
            Entity copy = entity;
            for (Mention& mention : copy.mentions) {
                mention.report = report;
                mention.entity = index;
            }
            result.entities.push_back(std::move(copy));
        }
        result.joined_of.push_back(std::move(joined_of));
    }
    return result;
}

}  // namespace sitrep::resolve
