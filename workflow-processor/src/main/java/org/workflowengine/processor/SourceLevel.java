package org.workflowengine.processor;

import java.util.List;
import javax.lang.model.SourceVersion;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;

/** WF002: the sources are compiled for a version of Java that knows what generated code is written in. */
final class SourceLevel {

    private static final SourceVersion LEAST = SourceVersion.RELEASE_17;

    private SourceLevel() {}

    static List<Problem> check(SourceVersion level) {
        if (level.compareTo(LEAST) >= 0) {
            return List.of();
        }
        String found = level.name().substring("RELEASE_".length());
        return List.of(Problem.of(
                        Code.WF002,
                        Anchor.none(),
                        "the sources are compiled for Java " + found + ", and workflows need Java 17")
                .found("source level " + found + ", which may be the build tool's default; nothing is generated")
                .expected("17 or later: generated code has sealed classes, and the runtime is compiled for 17")
                .fix("""
                        Maven:   <maven.compiler.release>17</maven.compiler.release>   in <properties>, with maven-compiler-plugin 3.6 or later
                        Gradle:  tasks.withType(JavaCompile) { options.release = 17 }
                        javac:   --release 17"""));
    }
}
