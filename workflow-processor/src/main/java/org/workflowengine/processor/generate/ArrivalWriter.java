package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.StateNode;

/** Prints how cases come to a definition other than by being opened: by a migration from an older version, and by an import. */
final class ArrivalWriter {
    private static final String MIGRATE = "migrate";
    private static final String WHO = "@param decision who migrates the case and why\n";
    private static final String FACTS = "@param facts what is known\n";

    private final Sheet sheet;
    private final boolean throwing;

    private ArrivalWriter(Sheet sheet, boolean throwing) {
        this.sheet = sheet;
        this.throwing = throwing;
    }

    /** What the engine has where the definition declares migrations or importable states. */
    static void addToEngine(TypeSpec.Builder engine, Sheet sheet) {
        ArrivalWriter writer = new ArrivalWriter(sheet, false);
        writer.add(engine);
        if (!sheet.model().migrations().isEmpty()) {
            ClassName type = sheet.names().type(GeneratedType.ENGINE);
            engine.addMethod(MethodSpec.constructorBuilder()
                            .addModifiers(Modifier.PRIVATE)
                            .addParameter(type, "engine")
                            .addParameter(Names.OLDER_VERSIONS, "older")
                            .addStatement("super(engine, older)")
                            .build())
                    .addMethod(MethodSpec.methodBuilder("migratingOnTouch")
                            .addModifiers(Modifier.PUBLIC)
                            .addJavadoc("""
                                    The same engine, except that a move of a case of an older version migrates it first. Both steps
                                    are one commit: the request id belongs to the move, and each takes its own facts of those given.

                                    @return the engine that migrates on touch, thread-safe
                                    """)
                            .returns(type)
                            .addStatement("return new $T(this, $T.MIGRATE_ON_TOUCH)", type, Names.OLDER_VERSIONS)
                            .build());
        }
    }

    /** The same for the engine whose methods throw what is refused. */
    static void addToThrowing(TypeSpec.Builder type, Sheet sheet) {
        new ArrivalWriter(sheet, true).add(type);
    }

    private void add(TypeSpec.Builder type) {
        // A transition of that name is reported; two methods of one signature would only add to the noise.
        if (!sheet.model().migrations().isEmpty() && !sheet.byName().containsKey(MIGRATE)) {
            type.addMethod(migrate(true)).addMethod(migrate(false));
        }
        if (sheet.model().states().stream().anyMatch(StateNode::importable)) {
            type.addMethod(importCase());
        }
    }

    private MethodSpec migrate(boolean withFacts) {
        StringBuilder javadoc = new StringBuilder("Brings a case of an older version to this one");
        javadoc.append(withFacts ? ".\n\n<ul>\n" : ", where nothing has to be known for that.\n\n");
        if (withFacts) {
            for (MigrationNode migration : sheet.model().migrations()) {
                migration
                        .mappings()
                        .forEach(mapping -> javadoc.append("  <li>")
                                .append(Prose.mapping(migration, mapping))
                                .append('\n'));
            }
            javadoc.append("</ul>\n\n");
        }
        MethodSpec.Builder method =
                method(MIGRATE, javadoc + "@param caseId the case\n" + (withFacts ? FACTS : "") + WHO, "migrated");
        if (withFacts) {
            method.addParameter(sheet.names().type(GeneratedType.FACTS), "facts");
        }
        return method.addParameter(Names.DECISION, "decision")
                .addStatement(
                        call(MIGRATE, "migrated").formatted(withFacts ? "caseId, facts, decision" : "caseId, decision"))
                .build();
    }

    private MethodSpec importCase() {
        return method("importCase", """
                        Begins the history of a case that exists elsewhere.

                        @param caseId the id that the case has here, 1 to 64 characters, all of which are seen
                        @param state the importable state that the case is in
                        @param decision who imports the case and why, since when it is in the state, and where it comes from
                        """, "imported")
                .addParameter(sheet.names().type(GeneratedType.STATE), "state")
                .addParameter(Names.DECISION, "decision")
                .addStatement(call("importCase", "imported").formatted("caseId, state, decision"))
                .build();
    }

    private String call(String name, String inherited) {
        return throwing ? "return engine." + name + "(%s).orThrow()" : "return " + inherited + "(%s)";
    }

    private MethodSpec.Builder method(String name, String javadoc, String done) {
        TypeName handles = sheet.names().type(GeneratedType.CASE);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addParameter(String.class, "caseId");
        return throwing
                ? method.addJavadoc(
                                "$L@return the case in its state\n@throws $T if it is refused; nothing was written\n",
                                javadoc,
                                Names.REFUSED_EXCEPTION)
                        .returns(handles)
                : method.addJavadoc("$L@return the case in its state, or why it was not $L\n", javadoc, done)
                        .returns(ParameterizedTypeName.get(Names.OUTCOME, handles));
    }
}
