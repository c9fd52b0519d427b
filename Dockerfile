# One image for the pages (`serve`), the clock (`scheduler`) and the migrations (`db upgrade`).
# `.ci/image` builds it and looks whether it is healthy; docs/operations.md says how to run it.
FROM python:3.11-slim AS build
WORKDIR /src
COPY constraints.txt ./
RUN python -m venv /opt/forsa \
 && /opt/forsa/bin/pip install --no-cache-dir --require-hashes --requirement constraints.txt
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
 && /opt/forsa/bin/pip install --no-cache-dir --no-deps /wheels/*.whl

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/forsa --create-home forsa \
 && chmod 700 /var/lib/forsa
COPY --from=build /opt/forsa /opt/forsa
ENV PATH=/opt/forsa/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    FORSA_ENV=production \
    FORSA_DATA_DIR=/var/lib/forsa
USER forsa
WORKDIR /var/lib/forsa
VOLUME /var/lib/forsa
EXPOSE 8000
# For `serve`; a container that runs `scheduler` is started with --no-healthcheck.
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/live', timeout=2)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["forsa"]
CMD ["serve", "--host", "0.0.0.0"]
