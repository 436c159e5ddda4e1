package org.workflowengine.spring.boot.boot4;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.workflowengine.spring.boot.RestContract;

/** The contract on Spring Boot 4. */
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
