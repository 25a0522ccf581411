namespace FincoreSim.SampleIntegrator.Payments;

/// <summary>CLABEs, as far as we look at them ourselves: whether the bank has such an account is for the bank to say.</summary>
internal static class Clabes
{
    private const int Digits = 18;

    /// <summary>Whether a text is 18 digits.</summary>
    public static bool IsOne(string text) => text.Length == Digits && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
