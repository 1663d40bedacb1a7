package org.vigie.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Compares a password with the account's in constant time.
 *
 * <p>The passwords are no stored hashes of people's secrets but settings that the process holds anyway; a slow hash per
 * request would cost more processor time than the request itself and protect nothing.
 */
@Component
class AccountAuthentication implements AuthenticationProvider {

    private final Accounts accounts;
    private final LoginThrottle throttle;

    AccountAuthentication(Accounts accounts, LoginThrottle throttle) {
        this.accounts = accounts;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "unknown";
        throttle.check(address, attempt.getName());
        byte[] name = digest(attempt.getName());
        byte[] password = digest(String.valueOf(attempt.getCredentials()));
        Accounts.Account match = null;
        for (Accounts.Account account : accounts.all()) {
            boolean sameName = MessageDigest.isEqual(name, digest(account.name()));
            boolean samePassword = MessageDigest.isEqual(password, digest(account.password()));
            if (sameName && samePassword) {
                match = account;
            }
        }
        if (match == null) {
            throttle.wrong(address, attempt.getName());
            throw new BadCredentialsException("wrong account or password");
        }
        throttle.right(address, attempt.getName());
        return UsernamePasswordAuthenticationToken.authenticated(
                match.name(),
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + match.role().name())));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static byte[] digest(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
