package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A page that names a test as its proof names one that exists. */
class NamedTestsTest {
    private static final Pattern TEST =
            Pattern.compile("`((?=\\w*[a-z])[A-Z]\\w*(?:Test|IT|Contract))(?:[.#](\\w+))?`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!---|sentence)(.*?) \\| (.*) \\|$");

    @Test
    void everyTestThatAPageNamesExists() {
        Set<String> missing = new TreeSet<>();
        int named = 0;
        for (Page page : Repository.pages()) {
            for (MatchResult found : TEST.matcher(page.prose()).results().toList()) {
                named++;
                if (!exists(found.group(1), found.group(2))) {
                    missing.add(page + ": " + found.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(100);
    }

    @Test
    void aTestThatDoesNotExistIsTold() {
        assertThat(exists("NoSuchTest", null)).isFalse();
        assertThat(exists("NamedTestsTest", "noSuchMethod")).isFalse();
        assertThat(exists("NamedTestsTest", "aTestThatDoesNotExistIsTold")).isTrue();
    }

    /** The contract of the architecture is sentences with proofs: each row of its tables names at least one. */
    @Test
    void everySentenceOfTheArchitectureContractNamesItsTest() {
        Page contract = Page.read(Repository.ROOT.resolve("docs/explanation/architecture-contract.md"));
        List<MatchResult> rows = ROW.matcher(contract.prose()).results().toList();
        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(rows)
                .allSatisfy(row -> assertThat(TEST.matcher(row.group(2)).find())
                        .as(row.group(1))
                        .isTrue());
    }

    /** It says on which databases a contract is run. */
    @Test
    void contractsRunOnTheDatabasesThatThePageNames() {
        Page page = Page.read(Repository.ROOT.resolve("docs/explanation/architecture-contract.md"));
        assertThat(page.text()).contains("only `ApplicationContract` runs on H2 and PostgreSQL alone");
        Set<String> contracts = new TreeSet<>();
        TEST.matcher(page.prose())
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.endsWith("Contract"))
                .forEach(contracts::add);
        assertThat(contracts).hasSizeGreaterThan(15);
        assertThat(contracts)
                .allSatisfy(contract -> assertThat(TestSources.databasesOf(contract))
                        .as(contract)
                        .isEqualTo(
                                contract.equals("ApplicationContract")
                                        ? Set.of("H2", "PostgreSql")
                                        : Set.of("H2", "PostgreSql", "MariaDb")));
    }

    private static boolean exists(String type, String method) {
        return TestSources.of(type).stream().anyMatch(source -> method == null || source.contains(" " + method + "("));
    }
}
