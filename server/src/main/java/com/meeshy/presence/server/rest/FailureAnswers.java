package com.meeshy.presence.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoreFullException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns everything that went wrong into the failure envelope: refusals of controllers, failures of the store,
/// and what the HTTP server itself finds wrong with a request.
final class FailureAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

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
            LOG.warn("REST store unavailable, path={}", request.getPath(), failure);
            return Answers.failure(
                    HttpStatus.SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE", "The store does not answer, try again later.");
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
                case BAD_REQUEST -> badRequest(cause, context);
                case NOT_FOUND -> "There is nothing at " + shortened(path) + ".";
                case METHOD_NOT_ALLOWED ->
                    "This address does not take " + context.getRequest().getMethodName() + ".";
                case REQUEST_ENTITY_TOO_LARGE -> BodyLimit.sentence(path);
                case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
                case NOT_ACCEPTABLE -> "The answer is application/json, which the Accept header excludes.";
                case REQUEST_URI_TOO_LONG -> "The address is too long.";
                default ->
                    status.getCode() >= 500
                            ? "Something went wrong here; the log of the server says what."
                            : status.getReason() + ".";
            };
        }

        private static String badRequest(@Nullable Throwable cause, ErrorContext context) {
            for (Throwable each = cause; each != null; each = each.getCause()) {
                if (each instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()) {
                    return "The field " + path(mapping) + " has a value of the wrong kind.";
                }
                if (each instanceof JsonProcessingException) {
                    return "The body is not valid JSON.";
                }
            }
            return context.getErrors().stream()
                    .findFirst()
                    .map(Error::getMessage)
                    .orElse("The request is not valid.");
        }

        private static String path(JsonMappingException mapping) {
            return mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining())
                    .replaceFirst("^\\.", "");
        }

        private static String code(HttpStatus status) {
            return switch (status) {
                case BAD_REQUEST -> "INVALID_REQUEST";
                case REQUEST_ENTITY_TOO_LARGE -> "BODY_TOO_LARGE";
                case INTERNAL_SERVER_ERROR -> "INTERNAL_ERROR";
                default -> status.name().toUpperCase(Locale.ROOT);
            };
        }

        private static String shortened(String path) {
            return path.length() <= 100 ? path : path.substring(0, 100) + "…";
        }
    }
}
