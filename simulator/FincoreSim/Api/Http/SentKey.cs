namespace FincoreSim.Api.Http;

/// <summary>The idempotency key that a call brought.</summary>
/// <param name="Key">The key; null where none counts.</param>
/// <param name="IsPlaceholder">Whether it is the documentation's placeholder, which stands for no key.</param>
internal readonly record struct SentKey(Guid? Key, bool IsPlaceholder)
{
    /// <summary>The header that brings it.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The header of an answer that says what a key was taken for, where that is not a key.</summary>
    public const string NoteHeader = "X-Fincore-Sim-Idempotency-Key";
}
