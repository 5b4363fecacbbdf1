package org.parley.server.web.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.access.Role;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.server.security.Caller;
import org.parley.server.security.SignIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A member's session in the web app.
@RestController
@RequestMapping("/api/v1/session")
final class SessionController {

    private final SignIn signIn;

    SessionController(SignIn signIn) {
        this.signIn = signIn;
    }

    record Credentials(
            @NotBlank @Size(max = 254) String email, @NotBlank @Size(max = 200) String password) {
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    record SignedIn(String email, String name, List<Role> roles) {
        static SignedIn of(Caller caller) {
            return new SignedIn(
                    caller.name(), caller.displayName(), caller.roles().stream().sorted().toList());
        }
    }

    record Session(SignedIn member) {}

    @PostMapping
    Session begin(
            @Valid @RequestBody Credentials credentials,
            HttpServletRequest request,
            HttpServletResponse response) {
        return new Session(
                SignedIn.of(
                        signIn.begin(
                                credentials.email(), credentials.password(), request, response)));
    }

    @GetMapping
    Session current(@AuthenticationPrincipal @Nullable Caller caller) {
        if (caller == null) {
            throw new ProblemException(ErrorCode.UNAUTHENTICATED, "Nobody is signed in");
        }
        return new Session(SignedIn.of(caller));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(HttpServletRequest request, HttpServletResponse response) {
        signIn.end(request, response);
    }
}
