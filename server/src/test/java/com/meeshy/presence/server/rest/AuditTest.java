package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ADMIN_KEY;
import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.BOB;
import static com.meeshy.presence.server.rest.RunningGateway.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.meeshy.presence.server.telemetry.AuditLog;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Whatever an administrator does over REST, the command line included, leaves its line.
@NullUnmarked
class AuditTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.class);
    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder).withPeople();
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        gateway.close();
    }

    private List<String> lines() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private String line() {
        assertThat(lines()).hasSize(1);
        String line = lines().getFirst();
        lines.list.clear();
        return line;
    }

    @Test
    void each_action_says_who_what_whom_and_how_it_ended() {
        gateway.asAdmin("POST", "/api/admin/users/" + ALICE + "/disconnect", null);
        assertThat(line())
                .isEqualTo("AUDIT action=disconnect operator=admin-key address=127.0.0.1 outcome=ok id=" + ALICE
                        + " closed=2");

        gateway.postAs(ROOT, "/api/v1/admin/maintenance/cleanup", "{}");
        assertThat(line()).isEqualTo("AUDIT action=cleanup operator=root(" + ROOT + ") address=127.0.0.1 outcome=ok");
        gateway.postAs(ROOT, "/api/admin/maintenance/cleanup-zombies", "{}");
        assertThat(line()).contains("action=cleanup-zombies ", "outcome=ok");
        gateway.postAs(ROOT, "/api/admin/status-metrics/reset", "{}");
        assertThat(line()).contains("action=metrics-reset ", "outcome=ok");

        gateway.asAdmin("PUT", "/api/admin/conversations/team/members/" + ROOT, "{}");
        assertThat(line()).contains("action=member-put ", "outcome=ok id=team userId=" + ROOT);
        gateway.asAdmin("DELETE", "/api/admin/conversations/team/members/" + ROOT, null);
        assertThat(line()).contains("action=member-remove ", "outcome=ok id=team userId=" + ROOT);
        gateway.asAdmin("PATCH", "/api/admin/users/" + BOB, "{\"isActive\":false}");
        assertThat(line()).contains("action=user-patch ", "outcome=ok id=" + BOB, "isActive=false");
        gateway.asAdmin("POST", "/api/admin/import", "{\"users\":[]}");
        assertThat(line()).contains("action=import ", "outcome=ok ImportBody[users=");
        gateway.asAdmin("POST", "/api/admin/tokens/revoke", "{\"jti\":\"one\"}");
        assertThat(line()).contains("action=token-revoke ", "outcome=ok", "tokenId=one", "closed=3");
    }

    @Test
    void what_failed_says_why() {
        gateway.asAdmin("POST", "/api/admin/users/65a0000000000000000000ff/disconnect", null);
        assertThat(line()).contains("action=disconnect ", "outcome=NOT_FOUND");
        gateway.asAdmin("PATCH", "/api/admin/users/" + BOB, "{\"isActive\":");
        assertThat(line()).contains("action=user-patch ", "outcome=INVALID_REQUEST");
        gateway.asAdmin("POST", "/api/admin/import", "{\"users\":[{\"id\":\"x\"}]}");
        assertThat(line()).contains("action=import ", "outcome=400");
        gateway.storage.close();
        gateway.asAdmin("POST", "/api/admin/users/" + ALICE + "/disconnect", null);
        assertThat(line()).contains("action=disconnect ", "outcome=STORE_UNAVAILABLE");
    }

    @Test
    void who_may_not_is_named_a_few_times_and_no_secret_is_ever_there() {
        String token = gateway.token(BOB);
        for (int i = 0; i < 30; i++) {
            gateway.post("/api/admin/maintenance/cleanup", "{}", "Authorization", "Bearer " + token);
        }
        assertThat(lines()).hasSize(10);
        assertThat(lines().getFirst())
                .isEqualTo(
                        "AUDIT action=cleanup operator=bob(" + BOB + ") address=127.0.0.1 outcome=PERMISSION_DENIED");
        gateway.post("/api/admin/maintenance/cleanup", "{}");
        gateway.get("/api/admin/maintenance/stats", "X-Admin-Key", ADMIN_KEY);
        gateway.asAdmin("POST", "/api/admin/users/x%0a%1b%5B31mAUDIT%20forged/disconnect", null);

        assertThat(lines()).hasSize(11).noneMatch(line -> line.contains(token) || line.contains(ADMIN_KEY));
        assertThat(lines().getLast()).doesNotContain("\n", "\u001b").contains("outcome=INVALID_REQUEST");
    }

    @Test
    void many_addresses_together_fill_no_log_either(@TempDir Path other) {
        try (RunningGateway proxied = new RunningGateway(other, "TRUST_PROXY", "true").withPeople()) {
            for (int i = 0; i < 150; i++) {
                proxied.post(
                        "/api/admin/maintenance/cleanup",
                        "{}",
                        "Authorization",
                        "Bearer " + proxied.token(BOB),
                        "X-Forwarded-For",
                        "192.0.2." + i);
            }
        }
        assertThat(lines()).hasSize(100);
    }
}
