package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoreFullException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns everything that went wrong into the failure envelope: refusals of controllers, failures of the store,
/// and what the HTTP server itself finds wrong with a request.
final class FailureAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    private static final String DEFECT = "Something went wrong here; the log of the server says what.";

    private FailureAnswers() {}

    /// Expected: a controller said no.
    @Singleton
    static final class OfRefusals implements ExceptionHandler<RefusedRequest, HttpResponse<?>> {
        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, RefusedRequest refused) {
            return refused.waiting().isPositive()
                    ? Answers.tooMany(refused.waiting(), refused.sentence())
                    : Answers.failure(refused.status(), refused.code(), refused.sentence());
        }
    }

    /// The store is away: the same request may succeed later.
    @Singleton
    static final class OfStores implements ExceptionHandler<StoreException, HttpResponse<?>> {
        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, StoreException failure) {
            if (failure instanceof StoreFullException) {
                LOG.warn("REST store full, path={}: {}", request.getPath(), failure.getMessage());
                return Answers.failure(
                        HttpStatus.INSUFFICIENT_STORAGE, "STORE_FULL", "The disk of the server is full.");
            }
            LOG.warn("REST store unavailable, path={}: {}", request.getPath(), failure.getMessage());
            LOG.debug("REST store unavailable", failure);
            return Answers.failure(
                    HttpStatus.SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE", "The store does not answer, try again later.");
        }
    }

    /// A defect, ours or of what we use. One line says where; the whole stack is at debug.
    @Singleton
    static final class OfDefects implements ExceptionHandler<Throwable, HttpResponse<?>> {
        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, Throwable defect) {
            String place = place(defect);
            if (!(defect instanceof IOException) || !place.isEmpty()) {
                LOG.error("REST failed, {} {}: {} {}", request.getMethodName(), request.getPath(), defect, place);
            }
            // An IOException that comes from nowhere in here is a client that went away.
            LOG.debug("REST failed", defect);
            return Answers.failure(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", DEFECT);
        }

        private static String place(Throwable defect) {
            for (StackTraceElement element : defect.getStackTrace()) {
                if (element.getClassName().startsWith("com.meeshy.")) {
                    return "at " + element;
                }
            }
            return "";
        }
    }

    /// What the server found: unknown address, wrong method, unreadable body. Internal details stay inside.
    @Singleton
    static final class OfServer implements ErrorResponseProcessor<Object> {
        @Override
        public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> answer) {
            HttpStatus status = answer.status();
            Throwable cause = context.getRootCause().orElse(null);
            return answer.body((Object) new Answers.Failure(false, sentence(status, cause, context), code(status)))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }

        private static String sentence(HttpStatus status, @Nullable Throwable cause, ErrorContext context) {
            String path = context.getRequest().getPath();
            return switch (status) {
                case BAD_REQUEST -> InvalidBody.sentence(cause, context);
                case NOT_FOUND -> Answers.nothingThere(path);
                case METHOD_NOT_ALLOWED ->
                    "This address does not take " + context.getRequest().getMethodName() + ".";
                case REQUEST_ENTITY_TOO_LARGE -> BodyLimit.sentence(path);
                case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
                case NOT_ACCEPTABLE -> "The answer is application/json, which the Accept header excludes.";
                case REQUEST_URI_TOO_LONG -> "The address is too long.";
                default -> status.getCode() >= 500 ? DEFECT : status.getReason() + ".";
            };
        }

        private static String code(HttpStatus status) {
            return switch (status) {
                case BAD_REQUEST -> "INVALID_REQUEST";
                case REQUEST_ENTITY_TOO_LARGE -> "BODY_TOO_LARGE";
                case INTERNAL_SERVER_ERROR -> "INTERNAL_ERROR";
                default -> status.name().toUpperCase(Locale.ROOT);
            };
        }
    }
}
