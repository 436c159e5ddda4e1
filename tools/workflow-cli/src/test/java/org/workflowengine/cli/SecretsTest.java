package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.Configuration;
import org.postgresql.PGProperty;

/** A secret in an argument is refused before anything is done with it, and no answer shows it. */
class SecretsTest {
    private static final Pattern SECRET = Pattern.compile("pass|pwd|secret|token");

    /** Properties of the drivers with such a name whose value anybody may see. */
    private static final Set<String> OPEN = Set.of("sslpasswordcallback", "disconnectonexpiredpasswords");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?user=u&password=hunter2",
                "jdbc:postgresql://h/d?PassWord=hunter2",
                "jdbc:postgresql://h/d?sslpassword=hunter2",
                "jdbc:postgresql://h/d?ssl=true&SSLPASSWORD=hunter2",
                "jdbc:postgresql://h/d?%70assword=hunter2",
                "jdbc:postgresql://h/d?password=%26hunter2",
                "jdbc:postgresql://h/d?password=%20%3Bhunter2",
                "jdbc:postgresql://h/d?password=%2529hunter2",
                "jdbc:postgresql://h/d?%70%61%73%73%77%6F%72%64=hunter2",
                "jdbc:postgresql://h/d?user=u%26password%3Dhunter2",
                "jdbc:postgresql://h/d?%2570assword=hunter2",
                "jdbc:postgresql://u:hunter2@h/d",
                "jdbc:postgresql://u:hunter2@h:5432/d?ssl=true",
                "jdbc:postgresql://u:hunter2/x@h/d",
                "jdbc:mariadb://h/d?user=u&password=hunter2",
                "jdbc:mariadb://h/d?keyPassword=hunter2",
                "jdbc:mariadb://h/d?keyStorePassword=hunter2",
                "jdbc:mariadb://h/d?trustStorePassword=hunter2",
                "jdbc:mariadb://h/d?clientCertificateKeyStorePassword=hunter2",
                "jdbc:mariadb://h/d?trustCertificateKeyStorePassword=hunter2",
                "jdbc:mariadb://h/d?credentialType=AWS-IAM&accessKeyId=k&secretKey=hunter2",
                "jdbc:mariadb://address=(host=h)(user=u)(password=hunter2)/d",
                "jdbc:mariadb://u:hunter2@h/d",
                "jdbc:mariadb://h/d?initSql=SET PASSWORD = PASSWORD('hunter2')",
                "jdbc:mariadb://h/d?initSql=ALTER USER u IDENTIFIED BY 'hunter2'",
                "jdbc:h2:/data/claims;PASSWORD=hunter2",
                "jdbc:h2:/data/claims;USER=sa;password=hunter2",
                "jdbc:h2:/data/claims;PASS\\WORD=hunter2",
                "jdbc:h2:/data/claims;USER=sa; PASSWORD =hunter2",
                "jdbc:h2:/data/claims;AUTHREALM=r;AUTHZPWD=hunter2",
                "jdbc:h2:/data/claims;INIT=ALTER USER sa SET PASSWORD 'hunter2'",
                "JDBC:H2:/data/claims;PASSWORD=hunter2",
                "jdbc:oracle:thin:u/x@h?password=hunter2"
            })
    void aSecretInAnUrl(String url) {
        for (List<String> arguments : List.of(
                List.of("verify", "--url", url),
                List.of("verify", "--url=" + url),
                List.of("verify", url),
                List.of("show", "C-1", url, "--url", "jdbc:h2:mem:x"),
                List.of("prove", url),
                List.of("export", "C-1", "--url", url),
                List.of("checkpoint", "file", "--url", url),
                List.of("installation", "--url", url),
                List.of("installation", "renew", "--url", url),
                List.of("schema", "upgrade", "--url", url))) {
            Console answer = Console.run(arguments.toArray(String[]::new));
            assertThat(answer.code()).as("%s", arguments).isEqualTo(2);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err())
                    .startsWith("the URL contains a password or the like, which everybody on this machine can see;")
                    .doesNotContainIgnoringCase("hunter2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h:5432/d?user=u&sslmode=verify-full&sslkey=client.key",
                "jdbc:postgresql://h1:5432,h2:5433/d?targetServerType=primary",
                "jdbc:postgresql://h/d?sslpasswordcallback=com.example.Callback",
                "jdbc:postgresql://h/d?user=u&password=",
                "jdbc:postgresql://[::1]:5432/d",
                "jdbc:postgresql:d",
                "jdbc:mariadb://h:3306/d?user=u@example.com&disconnectOnExpiredPasswords=true",
                "jdbc:mariadb://address=(host=h)(port=3306)/passwords",
                "jdbc:h2:/data/password-store;WRITE_DELAY=0",
                "jdbc:h2:tcp://h:9092/~/claims;USER=sa;PASSWORD_HASH=TRUE"
            })
    void noSecret(String url) {
        assertThat(Secrets.areIn(url)).isFalse();
    }

    /** The drivers of this build have no other property with such a name. */
    @Test
    void theDriversOwnProperties() {
        List<String> names = new ArrayList<>();
        Arrays.stream(PGProperty.values()).map(PGProperty::getName).forEach(names::add);
        Arrays.stream(Configuration.class.getDeclaredFields())
                .map(Field::getName)
                .forEach(names::add);
        List<String> secret = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> SECRET.matcher(name).find() && !OPEN.contains(name))
                .toList();
        assertThat(secret)
                .contains("password", "sslpassword", "keypassword", "keystorepassword", "truststorepassword")
                .allMatch(name -> Secrets.areIn("jdbc:postgresql://h/d?a=b&" + name + "=x"));
    }

    /** An URL out of a file of arguments is seen by nobody else, but it would be read by the driver all the same. */
    @Test
    void anUrlInAFileOfArguments() throws Exception {
        Path file = Files.writeString(folder.resolve("arguments"), "--url jdbc:postgresql://h/d?%70assword=hunter2");
        Console answer = Console.run("verify", "@" + file);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).startsWith("the URL contains a password").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--password=hunter2",
                "--password hunter2",
                "--PASSWORD hunter2",
                "--pass hunter2",
                "--pwd=hunter2",
                "-p hunter2",
                "-phunter2",
                "--password-env hunter2"
            })
    void aPasswordAsAnArgument(String options) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--url", "jdbc:h2:mem:x"));
        arguments.addAll(List.of(options.split(" ")));
        Console answer = Console.run(arguments.toArray(String[]::new));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("--password-env").doesNotContain("hunter2");
    }
}
