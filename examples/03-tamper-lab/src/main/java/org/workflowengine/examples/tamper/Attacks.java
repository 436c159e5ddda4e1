package org.workflowengine.examples.tamper;

import java.util.List;
import java.util.stream.Stream;

/** Every attack of the lab, in the order of the report. Each class beside it has those of its name. */
final class Attacks {
    private Attacks() {}

    static List<Attack> on(Product product) {
        return Stream.of(
                        CaseAttacks.all(),
                        TimeAttacks.cases(),
                        HistoryAttacks.all(),
                        SealAttacks.recorded(),
                        PayloadAttacks.recorded(),
                        StepAttacks.all(),
                        OriginAttacks.openings(),
                        TimeAttacks.steps(),
                        SealAttacks.impossible(),
                        PayloadAttacks.impossible(),
                        VersionAttacks.all(),
                        MigrationAttacks.all(),
                        VersionOfOnesOwnAttacks.all(),
                        ImportAttacks.all(),
                        ErasureAttacks.all(),
                        PayloadAttacks.erasures(),
                        DefinitionAttacks.all(),
                        LegalTableAttacks.all(),
                        ObligationAttacks.steps(),
                        ObligationAttacks.rows(),
                        HoldAttacks.steps(),
                        HoldAttacks.rows(),
                        HoldAttacks.unguarded(),
                        RetentionAttacks.deletions(),
                        RetentionAttacks.tombstones(),
                        RetentionAttacks.underWay(),
                        RetentionAttacks.purged(),
                        RetentionAttacks.byTheRole(),
                        RetentionAttacks.sessions(),
                        RetentionAttacks.unguarded(),
                        OriginAttacks.installation(),
                        SessionAttacks.all(),
                        GuardAttacks.all(),
                        PlantAttacks.all(),
                        ShapeAttacks.all(),
                        CatalogueAttacks.all(),
                        StepAttacks.byHand(),
                        SealAttacks.byHand(),
                        PayloadAttacks.byHand(),
                        OriginAttacks.byHand(),
                        MigrationAttacks.byHand(),
                        ImportAttacks.byHand(),
                        ObligationAttacks.byHand(),
                        HoldAttacks.byHand(),
                        RetentionAttacks.byHand())
                .flatMap(List::stream)
                .filter(attack -> attack.products().contains(product))
                .toList();
    }
}
