package com.meeshy.presence.server.cli;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.live.authentication.Signatures;
import com.meeshy.presence.live.authentication.Tokens;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.storage.model.Account;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints a token, and nothing else, so that it can be used in a pipe.
@Command(name = "token", description = "Prints a JWT for a user, signed with JWT_SECRET.")
final class TokenCommand implements Runnable {
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Hooks.People people;

    @Parameters(index = "0", paramLabel = "USER", description = "The username or the id (24 hexadecimal digits).")
    private String user = "";

    @Option(names = "--hours", defaultValue = "24", description = "How long it is good for (${DEFAULT-VALUE}).")
    private int hours;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    TokenCommand(Map<String, String> environment, InstantSource clock, Hooks.People people) {
        this.environment = environment;
        this.clock = clock;
        this.people = people;
    }

    @Override
    public void run() {
        Settings settings = Settings.from(environment);
        if (settings.access().jwtSecret() == null) {
            throw new CommandFailure("Tokens are signed with JWT_SECRET, which is not set.");
        }
        if (hours < 1) {
            throw new CommandFailure("--hours is " + hours + ": a token is good for at least one hour.");
        }
        Tokens tokens = new Tokens(
                Signatures.of(settings.access().jwtSecret(), settings.access().jwksUrl()), clock);
        ObjectId id = ObjectId.tryParse(user);
        String username = user;
        if (id == null) {
            Account account = people.byUsername(settings, user);
            if (account == null) {
                throw new CommandFailure("There is no user with the username \"" + user + "\" in the store.");
            }
            id = account.id();
            username = account.username();
        }
        if (spec != null) {
            spec.commandLine().getOut().println(tokens.issue(id, username, Duration.ofHours(hours)));
        }
    }
}
