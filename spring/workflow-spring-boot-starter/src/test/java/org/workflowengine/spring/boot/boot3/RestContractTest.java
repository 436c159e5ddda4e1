package org.workflowengine.spring.boot.boot3;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.workflowengine.spring.boot.RestContract;

/** The contract on Spring Boot 3.5. */
class RestContractTest extends RestContract {
    RestContractTest() {
        super(Slashes.class);
    }

    /** By default Tomcat refuses an encoded slash. */
    public static class Slashes {
        @Bean
        public TomcatConnectorCustomizer slashesInCaseIds() {
            return connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        }
    }
}
