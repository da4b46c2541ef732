package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A request that fails here costs one line of the log, so that many of them do not fill it.
@NullUnmarked
class OneLineTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder).withPeople();
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        gateway.close();
    }

    private void assertOneLine(String... words) {
        List<ILoggingEvent> told = log.list.stream()
                .filter(each -> each.getLevel().isGreaterOrEqual(Level.INFO))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().getThrowableProxy())
                .as("a stack is many lines")
                .isNull();
        assertThat(told.getFirst().getFormattedMessage()).doesNotContain("\n").contains(words);
        log.list.clear();
    }

    @Test
    void a_defect() {
        gateway.storeHealth = null;
        assertThat(gateway.get("/health/ready").status()).isEqualTo(500);

        assertOneLine("GET /health/ready", "NullPointerException", "OperationsController.java:");
    }

    @Test
    void a_check_that_fails() {
        gateway.failingHealth = new IllegalStateException("gone");
        assertThat(gateway.get("/health/ready").status()).isEqualTo(503);

        assertOneLine("HEALTH check failed", "gone");
    }

    @Test
    void a_store_that_is_away() {
        String token = gateway.token(ALICE);
        gateway.asAdmin("GET", "/api/stats", null);
        log.list.clear();
        gateway.storage.close();
        assertThat(gateway.asAdmin("GET", "/api/stats", null).status()).isEqualTo(503);

        assertOneLine("REST store unavailable", "/api/stats");
        assertThat(gateway.get("/api/users/me", "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void an_activity_that_is_lost() {
        gateway.beforeTouch = () -> {
            throw new IllegalStateException("the tracker is full");
        };
        assertThat(gateway.getAs(ALICE, "/api/users/me").status()).isEqualTo(200);

        assertOneLine("activity lost", "the tracker is full");
    }
}
