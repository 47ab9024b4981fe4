"""What somebody takes along as FHIR R4: plain dict values, made here and read back here, sent nowhere."""
