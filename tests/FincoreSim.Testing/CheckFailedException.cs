namespace FincoreSim.Testing;

/// <summary>A check of the testing kit did not hold. The message is written for the person who reads the test run.</summary>
public sealed class CheckFailedException(string message) : Exception(message);
