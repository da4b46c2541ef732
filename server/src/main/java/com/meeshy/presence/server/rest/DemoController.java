package com.meeshy.presence.server.rest;

import com.meeshy.presence.server.rest.Access.Who;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.server.rest.DemoPeople.GuestLink;
import com.meeshy.presence.server.rest.DemoPeople.SignedIn;
import com.meeshy.presence.storage.model.Account;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signing in with one click. These routes exist in demo mode only.
@Access(Who.ANYBODY)
@Controller("/demo")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = DemoController.ENABLED, value = "true")
final class DemoController {
    static final String ENABLED = "meeshy.demo";

    private final DemoPeople people;

    DemoController(DemoPeople people) {
        this.people = people;
    }

    /// Who may be signed in as, and which links let guests in. In the demo only.
    @Get("/people")
    Success<DoorsBody> people() {
        return Success.of(
                new DoorsBody(people.everybody().stream().map(PersonBody::of).toList(), people.guestLinks()));
    }

    /// A token for one of the demo people. In the demo only.
    @Post("/sign-in")
    Success<SignedInBody> signIn(@Body SignInBody wish) {
        String username = wish.username();
        if (username == null || username.isBlank()) {
            throw RefusedRequest.invalid("username is missing.");
        }
        SignedIn signedIn = people.signIn(username.strip());
        if (signedIn == null) {
            throw RefusedRequest.notFound("Nobody of the demo has this username.");
        }
        return Success.of(new SignedInBody(signedIn.token(), PersonBody.of(signedIn.account())));
    }

    record DoorsBody(List<PersonBody> people, List<GuestLink> guestLinks) {}

    record SignInBody(@Nullable String username) {}

    record SignedInBody(String token, PersonBody user) {
        @Override
        public String toString() {
            return "SignedInBody[" + user + "]";
        }
    }

    record PersonBody(String id, String username, String name, String role, String language) {
        static PersonBody of(Account account) {
            return new PersonBody(
                    account.id().toString(), account.username(), account.name(), account.role(), account.language());
        }
    }
}
