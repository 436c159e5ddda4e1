package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.processor.model.IdDerivation;

/** Whatever simple name generated code uses is also the name of something of the author's, all of them in one compilation. */
class TakenSimpleNamesTest {
    private static final String[] STRICT = {"-Xlint:all,-processing", "-Xdoclint:all,-missing", "-Werror"};

    /** The names, and the package of the definition. */
    enum Taken {
        TYPES("taken", types()),
        TYPES_IN_THE_UNNAMED_PACKAGE("", types()),
        PACKAGES("taken", packages()),
        PACKAGES_IN_THE_UNNAMED_PACKAGE("", packages());

        private final String packageName;
        private final Set<String> names;

        Taken(String packageName, Set<String> names) {
            this.packageName = packageName;
            this.names = names;
        }

        /** What is WF403, because nothing in the unnamed package can be named in full. */
        boolean refuses(String name, String refused) {
            return packageName.isEmpty() && name.equals(refused);
        }

        /** A file for each name. */
        List<JavaFileObject> files(Function<String, String> text) {
            return names.stream()
                    .map(name -> source(name, "import org.workflowengine.annotations.Fact;\n" + text.apply(name)))
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        /** A line for each name. */
        String lines(Function<String, String> text) {
            return names.stream().map(text).collect(Collectors.joining("\n"));
        }

        /** A definition with a transition for each name. */
        JavaFileObject guarded(String members, Function<String, String> guard) {
            return definition(
                    "Order",
                    members + "@State(initial = true) interface Start {"
                            + lines(name -> guard.apply(name).isEmpty()
                                    ? ""
                                    : "@Transition " + guard.apply(name) + " End with" + name + "();")
                            + "}"
                            + "@State(terminal = true) interface End {}");
        }

        /** A definition that has everything for which generated code has a name. */
        JavaFileObject order(String more) {
            return definition("Order", """
                    enum Size { SMALL, LARGE }
                    @Fact(message = "it is paid") @interface Paid { boolean value() default true; }
                    @Fact @interface Sized { Size[] value(); }
                    @State(initial = true) interface Start {
                        @Transition @Paid @Sized(Size.LARGE) End end();
                        @Transition @Sized(Size.SMALL) Start again();
                    }
                    @State(terminal = true) interface End {}
                    """ + more);
        }

        JavaFileObject definition(String name, String members) {
            String imports = Stream.of("Fact", "State", "Transition", "Workflow")
                    .map(type -> "import org.workflowengine.annotations." + type + ";\n")
                    .collect(Collectors.joining());
            return source(
                    name,
                    imports + "@Workflow(id = \"taken." + name + "\", version = 1) public interface " + name + " {\n"
                            + members + "}");
        }

        private JavaFileObject source(String name, String text) {
            return packageName.isEmpty()
                    ? JavaFileObjects.forSourceString(name, text)
                    : JavaFileObjects.forSourceString(
                            packageName + "." + name, "package " + packageName + ";\n" + text);
        }

        /** Every public type of java.lang in the running JDK, everything that generated code imports, its nested types. */
        private static Set<String> types() {
            Set<String> names = new TreeSet<>();
            for (String name : javaLang()) {
                names.add(name);
            }
            Names.runtime().forEach(type -> names.add(type.simpleName()));
            names.addAll(List.of("List", "Map", "Set", "Collection", "Stream", "Arrays", "Optional", "Instant"));
            names.addAll(List.of("Match", "Throwing", "Part0", "R", "F", "EnumDesc"));
            return names;
        }

        /** What the names of packages begin with, and go on with. */
        private static Set<String> packages() {
            return Set.of("java", "org", "taken", "lang", "util", "workflowengine", "runtime", "core");
        }

        private static List<String> javaLang() {
            Path lang = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java/lang");
            try (Stream<Path> files = Files.list(lang)) {
                List<String> names = files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
                        .map(file -> file.substring(0, file.length() - ".class".length()))
                        .filter(Taken::isPublic)
                        .toList();
                assertThat(names).hasSizeGreaterThan(100).contains("String", "Object", "Override", "Record", "Void");
                return names;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static boolean isPublic(String name) {
            try {
                return Modifier.isPublic(
                        Class.forName("java.lang." + name, false, null).getModifiers());
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void asTypesInThePackage(Taken taken) {
        List<JavaFileObject> sources =
                taken.files(name -> "public final class " + name + " { private " + name + "() {} }");
        sources.add(taken.order(""));
        compile(sources);
    }

    @ParameterizedTest
    @EnumSource
    void asTypesInTheDefinition(Taken taken) {
        compile(List.of(taken.order(taken.lines(name -> "final class " + name + " { private " + name + "() {} }"))));
    }

    @ParameterizedTest
    @EnumSource
    void asStatesAndTransitions(Taken taken) {
        String into = taken.lines(name -> name.equals("Match") ? "" : "@Transition " + name + " into" + name + "();");
        String states = taken.lines(name ->
                name.equals("Match") ? "" : "@State interface " + name + " { @Transition End " + name + "(); }");
        compile(List.of(taken.definition(
                "Order",
                "@State(initial = true) interface Start {\n" + into + "}\n" + states
                        + "@State(terminal = true) interface End {}")));
    }

    @ParameterizedTest
    @EnumSource
    void asFactsOfTheDefinition(Taken taken) {
        compile(List.of(
                taken.guarded(taken.lines(TakenSimpleNamesTest::fact), name -> isWord(name) ? "" : "@" + name)));
    }

    @ParameterizedTest
    @EnumSource
    void asSharedFacts(Taken taken) {
        List<JavaFileObject> sources = taken.files(name -> "public " + fact(name));
        sources.add(taken.guarded("", name -> isWord(name) || taken.refuses(name, "Match") ? "" : "@" + name));
        compile(sources);
    }

    @ParameterizedTest
    @EnumSource
    void asEnumsAndTheirConstants(Taken taken) {
        List<JavaFileObject> sources = taken.files(name -> "public enum " + name + " { " + name + ", Other }");
        sources.add(taken.guarded(
                taken.lines(name -> taken.refuses(name, "EnumDesc")
                        ? ""
                        : "@Fact @interface Has" + name + " { " + name + " value(); }"),
                name -> taken.refuses(name, "EnumDesc") ? "" : "@Has" + name + "(" + name + "." + name + ")"));
        compile(sources);
    }

    @ParameterizedTest
    @EnumSource
    void asDefinitions(Taken taken) {
        List<JavaFileObject> sources = new ArrayList<>();
        Set<String> names = new TreeSet<>(taken.names);
        // The engine of a definition that is called Throwing.
        names.remove("ThrowingEngine");
        for (String name : names) {
            sources.add(taken.definition(
                    name,
                    "@State(initial = true) interface Start { @Transition End end(); }"
                            + "@State(terminal = true) interface End {}"));
        }
        compile(sources);
    }

    /** A fact of that name, but where WF403 refuses it: when its factory method would be a word of the language. */
    private static String fact(String name) {
        return (isWord(name) ? "" : "@Fact ") + "@interface " + name + " { boolean value() default true; }";
    }

    private static boolean isWord(String name) {
        return IdDerivation.isReserved(IdDerivation.member(name));
    }

    private static void compile(List<JavaFileObject> sources) {
        Compiled.of(sources, STRICT).succeeded();
    }
}
