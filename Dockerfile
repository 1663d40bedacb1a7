# Which builds of the base images, each as @sha256:...; docker-compose.yml passes and requires them.
ARG JDK_DIGEST=
ARG JRE_DIGEST=

FROM eclipse-temurin:25.0.3_9-jdk-noble${JDK_DIGEST} AS build
WORKDIR /build
# The Maven wrapper unpacks a zip.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends unzip \
    && rm -rf /var/lib/apt/lists/*
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY bpmn bpmn
COPY dmn dmn
COPY forms forms
COPY plans plans
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 ./mvnw --batch-mode --no-transfer-progress -Dmaven.test.skip=true package \
    && cp target/vigie-*.jar vigie.jar \
    && java -Djarmode=tools -jar vigie.jar extract --layers --destination layers

FROM eclipse-temurin:25.0.3_9-jre-noble${JRE_DIGEST}
# Vigie dumps, restores and inspects databases with PostgreSQL's own tools. pg_dump reads servers of its own major version
# and older, never newer ones. 16 is what this base image's distribution ships and keeps patched, and what the server in
# docker-compose.yml runs. To back up a newer server, raise both (the package then comes from apt.postgresql.org).
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl postgresql-client-16 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 vigie \
    && useradd --system --uid 10001 --gid vigie --home-dir /var/lib/vigie --create-home --shell /usr/sbin/nologin vigie
WORKDIR /opt/vigie
# One layer for what seldom changes, one for Vigie: an update moves a few MB.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
USER 10001:10001
VOLUME /var/lib/vigie
# The embedded mode binds to 127.0.0.1; in a container that would be out of reach. docker-compose.yml publishes the port
# on the host's 127.0.0.1.
ENV SPRING_PROFILES_ACTIVE=cluster \
    SERVER_ADDRESS=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8090
ENTRYPOINT ["java", "-jar", "vigie.jar"]
