package org.vigie.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Titles and texts as Dependabot and Renovate write them. */
class UpdatedPackagesTests {

    @Test
    void dependabotUpdatesOnePackage() {
        assertThat(UpdatedPackages.of(
                        "dependabot/pip/django-4.2.16",
                        "chore(deps): bump django from 4.2.11 to 4.2.16 in /backend",
                        """
                        Bumps [django](https://github.com/django/django) from 4.2.11 to 4.2.16.
                        <details>
                        <summary>Commits</summary>
                        <ul>
                        <li>Updates <code>other</code> from 1 to 2</li>
                        </ul>
                        </details>
                        """))
                .containsExactly("django");
        assertThat(UpdatedPackages.of(
                        "dependabot/composer/symfony/http-kernel-5.4.20",
                        "Bump symfony/http-kernel from 5.4.19 to 5.4.20",
                        "Bumps [symfony/http-kernel](https://github.com/symfony/http-kernel) from 5.4.19 to 5.4.20."))
                .containsExactly("symfony/http-kernel");
        assertThat(
                        UpdatedPackages.of(
                                "dependabot/pip/psycopg2_binary-gte-2.9.9",
                                "Update psycopg2_binary requirement from <2.9 to <2.10",
                                "Updates the requirements on [psycopg2-binary](https://psycopg.org/) to permit the latest version."))
                .containsExactly("psycopg2-binary");
    }

    @Test
    void dependabotUpdatesAGroup() {
        assertThat(UpdatedPackages.of(
                        "dependabot/npm_and_yarn/minor-updates-5f1c2f9e1a",
                        "Bump the minor-updates group with 2 updates",
                        """
                        Bumps the minor-updates group with 2 updates: [lodash](https://github.com/lodash/lodash) and [@types/node](https://github.com/DefinitelyTyped/DefinitelyTyped/tree/HEAD/types/node).

                        Updates `lodash` from 4.17.20 to 4.17.21
                        - [Commits](https://github.com/lodash/lodash/compare/4.17.20...4.17.21)

                        Updates `@types/node` from 20.1.0 to 20.2.0
                        """))
                .containsExactly("@types/node", "lodash");
    }

    @Test
    void renovateUpdatesOneOrSeveral() {
        assertThat(UpdatedPackages.of(
                        "renovate/npm-lodash-vulnerability",
                        "fix(deps): update dependency lodash to v4.17.21 [SECURITY]",
                        """
                        This PR contains the following updates:

                        | Package | Change | [Age](https://docs.renovatebot.com/merge-confidence/) | [Confidence](https://docs.renovatebot.com/merge-confidence/) |
                        |---|---|---|---|
                        | [lodash](https://lodash.com/) ([source](https://redirect.github.com/lodash/lodash)) | [`4.17.20` -> `4.17.21`](https://renovatebot.com/diffs/npm/lodash/4.17.20/4.17.21) | ![age](https://developer.mend.io/a.svg) | ![confidence](https://developer.mend.io/b.svg) |

                        ### GitHub Vulnerability Alerts

                        #### [CVE-2021-23337](https://nvd.nist.gov/vuln/detail/CVE-2021-23337)
                        """))
                .containsExactly("lodash");
        assertThat(UpdatedPackages.of(
                        "renovate/symfony-packages", "chore(deps): update symfony packages to v6.4.8", """
                        | Package | Type | Update | Change |
                        |---|---|---|---|
                        | [symfony/console](https://symfony.com) ([source](https://redirect.github.com/symfony/console)) | require | patch | `6.4.7` → `6.4.8` |
                        | symfony/http-kernel | require | patch | `6.4.7` → `6.4.8` |
                        """))
                .containsExactly("symfony/console", "symfony/http-kernel");
    }

    @Test
    void whatPeopleProposeIsTheirs() {
        assertThat(UpdatedPackages.of(
                        "fix/login",
                        "Bump lodash from 4.17.20 to 4.17.21",
                        "Bumps [lodash](https://a.example) from 1 to 2."))
                .isEmpty();
    }
}
