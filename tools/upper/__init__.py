"""Makes the upper layers that hear what is told of, asked and felt, on the lower ones of the encoder for danger."""
