package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diagram of a faulty definition shows the way into the fault. */
class FaultyDiagramTest {
    @TempDir
    private Path folder;

    @Test
    void theLoopAndTheWayIntoItStandOut() throws IOException {
        assertThat(diagram("""
                    @State(initial = true) interface Open { @Transition Done finish(); @Transition Parked park(); }
                    @State interface Parked { @Transition Waiting hold(); }
                    @State interface Waiting { @Transition Parked release(); }
                    @State(terminal = true) interface Done {}
                """)).isEqualTo("""
                stateDiagram-v2
                    state "Open" as s0
                    state "Done" as s1
                    state "Parked" as s2
                    state "Waiting" as s3
                    [*] --> s0
                    s0 --> s1: finish
                    s0 --> s2: ⚠ park
                    s1 --> [*]
                    s2 --> s3: ⚠ hold
                    s3 --> s2: ⚠ release
                    classDef faulty stroke:#c00,stroke-width:3px,color:#c00
                    class s0,s2,s3 faulty
                """);
    }

    /** With the step that promises, which is the last of it. */
    @Test
    void theWayAroundAStateStandsOut() throws IOException {
        assertThat(diagram("""
                    @State(initial = true) interface Open { @Transition Checked check(); @Transition Parked park(); }
                    @State interface Checked { @Transition Parked park(); }
                    @State interface Parked { @Transition @MustHavePassed(Checked.class) Done finish(); @Transition Lost lose(); }
                    @State(terminal = true) interface Done {}
                    @State(terminal = true) interface Lost {}
                """)).isEqualTo("""
                stateDiagram-v2
                    state "Open" as s0
                    state "Checked" as s1
                    state "Parked" as s2
                    state "Done" as s3
                    state "Lost" as s4
                    [*] --> s0
                    s0 --> s1: check
                    s0 --> s2: ⚠ park
                    s1 --> s2: park
                    s2 --> s3: ⚠ finish
                    s2 --> s4: lose
                    s3 --> [*]
                    s4 --> [*]
                    classDef faulty stroke:#c00,stroke-width:3px,color:#c00
                    class s0,s2,s3 faulty
                """);
    }

    private String diagram(String states) throws IOException {
        var source = JavaFileObjects.forSourceString("app.Flow", """
                package app;
                import org.workflowengine.annotations.*;
                @Workflow(id = "flow", version = 1)
                interface Flow {
                %s}
                """.formatted(states));
        var task = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        problem -> {},
                        List.of("-proc:only", "-d", folder.toString()),
                        null,
                        List.of(source));
        task.setProcessors(List.of(new WorkflowProcessor()));
        assertThat(task.call()).isFalse();
        assertThat(folder.resolve("META-INF/workflow/flow.v1.json")).doesNotExist();
        return Files.readString(folder.resolve("META-INF/workflow/flow.v1.mmd"));
    }
}
