package org.parley.server.rest;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.parley.server.ParleySettings;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// What the API document says beside the endpoints: how to sign in, what errors look like.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String SESSION = "session";
    private static final String API_KEY = "apiKey";

    @Bean
    OpenAPI openApi(ParleySettings settings) {
        return new OpenAPI()
                // Not the address that this request came by: the document is the same everywhere.
                .servers(List.of(new Server().url("/")))
                .info(
                        new Info()
                                .title("Parley")
                                .version(settings.version())
                                .description(
                                        "Opt-in campaigns over messaging channels, measured fairly"
                                                + " against email. Lists are read page by page:"
                                                + " pass `next` of one page as `after` of the"
                                                + " next."))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        SESSION,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.APIKEY)
                                                .in(SecurityScheme.In.COOKIE)
                                                .name("PARLEY_SESSION")
                                                .description(
                                                        "A member's session. Requests that change"
                                                                + " something carry the cookie"
                                                                + " XSRF-TOKEN as header"
                                                                + " X-XSRF-TOKEN."))
                                .addSecuritySchemes(
                                        API_KEY,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description("parley_<prefix>_<secret>")))
                .addSecurityItem(new SecurityRequirement().addList(SESSION))
                .addSecurityItem(new SecurityRequirement().addList(API_KEY));
    }

    /// Every operation may answer with a problem.
    @Bean
    GlobalOpenApiCustomizer problems(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> endpoints) {
        // Any JSON: what is in it is explained where it is read.
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new ObjectSchema());
        return document -> {
            ModelConverters.getInstance(true)
                    .readAll(Problem.class)
                    .forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
            new RecordSchemas(endpoints.getObject().getHandlerMethods().values())
                    .describe(document);
            var problem =
                    new ApiResponse()
                            .description("Refused, with the reason")
                            .content(
                                    new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(
                                                                    new Schema<>()
                                                                            .$ref(
                                                                                    "#/components/schemas/Problem"))));
            if (document.getPaths() == null) {
                return;
            }
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation ->
                            operation.getResponses().addApiResponse("default", problem));
        };
    }

    @Bean
    GlobalOperationCustomizer idempotencyKeys() {
        return (operation, method) -> {
            boolean required = method.hasMethodAnnotation(IdempotencyKeyRequired.class);
            if (required || method.hasMethodAnnotation(PostMapping.class)) {
                operation.addParametersItem(
                        new HeaderParameter()
                                .name(IdempotencyFilter.HEADER)
                                .required(required)
                                .description(
                                        "Makes the request safe to repeat: the same key gets the"
                                                + " same answer for a day")
                                .schema(new StringSchema().maxLength(200)));
            }
            return operation;
        };
    }
}
