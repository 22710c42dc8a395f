# One image for every process of Meiyue; docker-compose.yml says which one a container is.
FROM python:3.12-slim-trixie AS build
WORKDIR /build
RUN python -m venv /venv
# The dependencies first: they change seldom, so most builds take them from the cache.
COPY requirements/run.lock requirements/run.lock
RUN /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements/run.lock
COPY . .
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim-trixie
# pg_dump and psql for `meiyue backup` and `restore`: the same major version as the server in docker-compose.yml.
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 meiyue && install --directory --owner=meiyue /data
COPY --from=build /venv /venv
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1 MEIYUE_DATA=/data MEIYUE_HOST=0.0.0.0
USER meiyue
WORKDIR /home/meiyue
# Photos, and without PostgreSQL the database and the secret too.
VOLUME /data
EXPOSE 8000
CMD ["meiyue", "run"]
