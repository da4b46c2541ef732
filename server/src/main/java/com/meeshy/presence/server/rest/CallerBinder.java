package com.meeshy.presence.server.rest;

import com.meeshy.presence.live.authentication.Verified;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Gives a controller the caller that [AccessFilter] let in. Without one the request fails.
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Verified> {
    @Override
    public Argument<Verified> argumentType() {
        return Argument.of(Verified.class);
    }

    @Override
    public BindingResult<Verified> bind(ArgumentConversionContext<Verified> context, HttpRequest<?> source) {
        Optional<Verified> caller = source.getAttribute(AccessFilter.CALLER, Verified.class);
        return () -> caller;
    }
}
