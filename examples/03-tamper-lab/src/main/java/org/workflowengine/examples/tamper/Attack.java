package org.workflowengine.examples.tamper;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A lie that somebody tries to write into the database, in one transaction.
 *
 * @param family what it is about
 * @param name what it would achieve, in words
 * @param products the databases on which it can be tried
 * @param script its statements
 * @param engineFollows whether the engine, which has started before, is then given the same session
 * @param byPurge whether the role that purges finished cases tries it too
 */
record Attack(
        Family family,
        String name,
        Set<Product> products,
        Function<Forge, List<String>> script,
        boolean engineFollows,
        boolean byPurge) {

    /** What attacks are about, and why a database cannot refuse all of them. */
    enum Family {
        CASE("where a case is", "only PostgreSQL has a trigger on TRUNCATE: do not grant DROP"),
        HISTORY("the history", "only PostgreSQL has a trigger on TRUNCATE"),
        STEP(
                "a step that does not continue the history",
                "a step ahead of its case can only be refused at the commit, and only PostgreSQL has deferred triggers"),
        VERSION("versions", "the owner may drop the constraint that refuses it"),
        MIGRATION("migrations and imports", "the owner may remove the guards, and may install versions of their own"),
        ERASURE("erasures", "a recorded erasure that does not follow can only be refused at the commit"),
        OBLIGATION(
                "four eyes and quorum",
                "the owner may remove the guards, and only PostgreSQL has a trigger on TRUNCATE"),
        HOLD("legal holds", "the owner may remove the guards, and only PostgreSQL has deferred triggers"),
        RETENTION(
                "purges and tombstones",
                "a purge that stops half-way can only be refused at the commit, and only PostgreSQL has deferred triggers; the owner may"
                        + " remove the guards"),
        DEFINITION("definitions", "the owner may install definitions: that is how they come into the database"),
        INSTALLATION("which installation this is", "the owner may take its table away: the engine then does not start"),
        SESSION("what a session can switch", "an administrator of the server may switch its foreign keys off"),
        DDL("removing the guards", "the owner of a table may change it"),
        PLANT(
                "planting what changes the engine's statements",
                "the owner of a schema may create what they like in it: the next start names it, and on MariaDB each start warns of a"
                        + " login that may hide a table behind a temporary one"),
        BY_HAND(
                "the engine's own statements, made by hand",
                "anyone who may move cases may move them: the step is legal and audited, and only its seal is not the engine's");

        private final String title;
        private final String limit;

        Family(String title, String limit) {
            this.title = title;
            this.limit = limit;
        }

        String title() {
            return title;
        }

        /** Why what passes cannot be prevented. */
        String limit() {
            return limit;
        }
    }

    static Attack of(Family family, String name, Function<Forge, List<String>> script) {
        return new Attack(family, name, EnumSet.allOf(Product.class), script, false, false);
    }

    static Attack of(Family family, String name, String... statements) {
        return of(family, name, forge -> List.of(statements));
    }

    Attack only(Product product) {
        return new Attack(family, name, EnumSet.of(product), script, engineFollows, byPurge);
    }

    Attack except(Product product) {
        return new Attack(family, name, EnumSet.complementOf(EnumSet.of(product)), script, engineFollows, byPurge);
    }

    Attack alsoByPurge() {
        return new Attack(family, name, products, script, engineFollows, true);
    }

    Attack thenTheEngine() {
        return new Attack(family, name, products, script, true, byPurge);
    }
}
