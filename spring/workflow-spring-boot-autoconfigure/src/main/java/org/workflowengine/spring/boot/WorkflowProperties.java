package org.workflowengine.spring.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.workflowengine.runtime.SchemaMode;

/** What {@code application.properties} says about the engine. The reference page is made from these texts. */
@ConfigurationProperties("workflow")
public class WorkflowProperties {
    /** Whether the engine is set up at all. */
    private boolean enabled = true;

    /**
     * What a start does about tables and definitions: "validate" requires them and changes nothing, "create" creates what is missing and
     * installs definitions, "none" does not look at the tables. Default: "create" on an H2 database in memory, "validate" elsewhere.
     */
    private @Nullable SchemaMode schema;

    /** Name of the application or node, which audit entries record. Default: spring.application.name, or else host and process. */
    private @Nullable String source;

    /** How long a statement of the engine may take, including lock waits: whole seconds, from one second to an hour. */
    private Duration statementTimeout = Duration.ofSeconds(10);

    /** The key that seals new audit entries. */
    @NestedConfigurationProperty
    private final Key key = new Key();

    /** With the defaults. */
    public WorkflowProperties() {}

    /** The key that seals, and others that are current too. */
    public static class Key {
        /** Name of the key, which audit entries record. Needs workflow.key.file. */
        private @Nullable String id;

        /** File with the HMAC-SHA-256 key in hexadecimal digits, at least 32 bytes, such as a mounted secret. Without it nothing is sealed. */
        private @Nullable Path file;

        /**
         * Files of other current keys by their names, for instance the next one while it is deployed: an HMAC-SHA-256 key in hexadecimal digits,
         * or an Ed25519 public key in PEM. Needs a key that seals. A former key does not belong here: only verification is given it, with a checkpoint.
         */
        // Not Path: only names of values of java.lang keep their dots.
        private Map<String, String> accepted = new LinkedHashMap<>();

        /** No key. */
        public Key() {}

        /** {@return the name of the key, or null} */
        public @Nullable String getId() {
            return id;
        }

        /**
         * Sets the name.
         *
         * @param id the name of the key
         */
        public void setId(@Nullable String id) {
            this.id = id;
        }

        /** {@return the file of the key, or null} */
        public @Nullable Path getFile() {
            return file;
        }

        /**
         * Sets the file.
         *
         * @param file the file of the key
         */
        public void setFile(@Nullable Path file) {
            this.file = file;
        }

        /** {@return the files of the other current keys, by name} */
        public Map<String, String> getAccepted() {
            return accepted;
        }

        /**
         * Sets the other current keys.
         *
         * @param accepted their files, by name
         */
        public void setAccepted(Map<String, String> accepted) {
            this.accepted = accepted;
        }

        /** A property that is set, if there is one. */
        Optional<String> property() {
            if (id != null) {
                return Optional.of("workflow.key.id");
            }
            if (file != null) {
                return Optional.of("workflow.key.file");
            }
            return accepted.isEmpty() ? Optional.empty() : Optional.of("workflow.key.accepted");
        }
    }

    /** {@return whether the engine is set up at all} */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * Switches everything on or off.
     *
     * @param enabled whether the engine is set up at all
     */
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** {@return what a start does about the tables; null for the default of the database} */
    public @Nullable SchemaMode getSchema() {
        return schema;
    }

    /**
     * Sets the mode.
     *
     * @param schema what a start does about the tables
     */
    public void setSchema(@Nullable SchemaMode schema) {
        this.schema = schema;
    }

    /** {@return the name of the application or node, or null for the default} */
    public @Nullable String getSource() {
        return source;
    }

    /**
     * Sets the source.
     *
     * @param source the name of the application or node
     */
    public void setSource(@Nullable String source) {
        this.source = source;
    }

    /** {@return how long a statement may take} */
    public Duration getStatementTimeout() {
        return statementTimeout;
    }

    /**
     * Sets the limit.
     *
     * @param statementTimeout how long a statement may take
     */
    public void setStatementTimeout(Duration statementTimeout) {
        this.statementTimeout = statementTimeout;
    }

    /** {@return the keys} */
    public Key getKey() {
        return key;
    }
}
