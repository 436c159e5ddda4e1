package org.workflowengine.proof;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.workflowengine.runtime.fixture.Intercepted;

/** A data source that, when told to, loses the answer of the next commit, which takes effect or does not. */
final class LostCommits {
    private final DataSource real;
    private boolean armed;
    private boolean takesEffect;

    LostCommits(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return Intercepted.dataSource(real, (call, argument, effect) -> {
            if (!armed || !call.equals("Connection.commit")) {
                return effect.make();
            }
            armed = false;
            if (takesEffect) {
                effect.make();
            }
            throw new SQLException("injected", "08006");
        });
    }

    void loseTheNext(boolean takesEffect) {
        this.armed = true;
        this.takesEffect = takesEffect;
    }

    void loseNone() {
        armed = false;
    }
}
