package org.workflowengine.spring.boot;

import java.nio.file.Path;
import java.util.List;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The application on H2, which has one login. */
class H2ApplicationTest extends ApplicationContract {
    H2ApplicationTest() {
        super(TestDatabase::inMemory);
    }

    @Override
    List<String> logins(TestDatabase database, Path migrations) {
        return List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=sa",
                "--workflow.schema=validate");
    }
}
