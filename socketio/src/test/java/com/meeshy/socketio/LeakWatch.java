package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Around every test class: buffers are tracked at paranoid level, and a class that leaks one, or lets an error
/// be logged by the server, fails.
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> PROBLEMS = new CopyOnWriteArrayList<>();

    static {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        listenTo(ResourceLeakDetector.class.getName());
        listenTo("com.meeshy.socketio");
        listenTo("io.netty.channel");
        listenTo("io.netty.util.concurrent");
    }

    private static void listenTo(String logger) {
        Logger log = (Logger) LoggerFactory.getLogger(logger);
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getLevel().levelInt >= ch.qos.logback.classic.Level.WARN_INT) {
                    PROBLEMS.add(event.getLoggerName() + ": " + event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : " " + event.getThrowableProxy().getClassName() + " "
                                            + event.getThrowableProxy().getMessage()));
                }
            }
        };
        appender.setContext(log.getLoggerContext());
        appender.start();
        log.addAppender(appender);
    }

    /// What was logged so far. Tests that provoke an error on purpose clear it.
    static List<String> problems() {
        return PROBLEMS;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PROBLEMS.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (int i = 0; i < 3; i++) {
            System.gc();
            LockSupport.parkNanos(20_000_000); // the collector hands over what it found in a thread of its own
            // Leaks are reported when the next buffers are made.
            for (int k = 0; k < 100; k++) {
                ByteBufAllocator.DEFAULT.directBuffer(16).release();
            }
        }
        assertThat(PROBLEMS).as("leaks and logged errors").isEmpty();
    }
}
