package org.workflowengine.examples.tamper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The log of the lab: keeps warnings and errors until somebody asks for them, and nothing else. Any thread may log. */
public final class HeardWarnings implements SLF4JServiceProvider, ILoggerFactory {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** For SLF4J, which creates the one instance of this process. */
    public HeardWarnings() {}

    /** The instance that SLF4J has chosen. */
    static HeardWarnings ofThisProcess() {
        if (LoggerFactory.getILoggerFactory() instanceof HeardWarnings warnings) {
            return warnings;
        }
        throw new IllegalStateException(
                "another SLF4J provider is on the class path, so the lab hears no warnings; remove it: "
                        + LoggerFactory.getILoggerFactory().getClass().getName());
    }

    /** What was logged since somebody asked. */
    List<String> taken() {
        List<String> taken = new ArrayList<>(heard);
        heard.removeAll(taken);
        return List.copyOf(taken);
    }

    @Override
    public Logger getLogger(String name) {
        return new Listener(heard);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Listener extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient List<String> heard;

        Listener(List<String> heard) {
            this.heard = heard;
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Listener.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable cause) {
            heard.add(MessageFormatter.basicArrayFormat(message, arguments));
        }
    }
}
