package org.workflowengine.docs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of this repository, by the names that pages call them. */
final class TestSources {
    private static final Map<String, List<Path>> BY_NAME = new HashMap<>();

    static {
        for (Path file : Repository.files(path -> path.toString().matches(".*\\.(java|kt)"))) {
            String name = String.valueOf(file.getFileName());
            BY_NAME.merge(
                    name.substring(0, name.lastIndexOf('.')),
                    List.of(file),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
    }

    private static final Pattern DATABASE = Pattern.compile("H2|PostgreSql|MariaDb");

    private TestSources() {}

    /** The sources of the classes with this simple name; none if there is no such class. */
    static List<String> of(String name) {
        return BY_NAME.getOrDefault(name, List.of()).stream()
                .map(Repository::read)
                .toList();
    }

    /** The databases in the names of the classes that extend a contract, or of their files. */
    static Set<String> databasesOf(String contract) {
        Pattern run = Pattern.compile("class (\\w+) extends " + contract + "\\b");
        Set<String> databases = new TreeSet<>();
        for (Path file : BY_NAME.values().stream().flatMap(List::stream).toList()) {
            run.matcher(Repository.read(file))
                    .results()
                    .flatMap(found -> DATABASE.matcher(file.getFileName() + " " + found.group(1))
                            .results())
                    .forEach(found -> databases.add(found.group()));
        }
        return databases;
    }
}
