namespace FincoreSim.Domain.Collections;

/// <summary>
/// The right to change a <see cref="StateMap{TKey,TValue}"/>, and the nodes of a <see cref="StateList{T}"/>, in place.
/// What is kept remembers the token that made it; a writer holding another token copies it instead of changing it.
/// A snapshot or fork is therefore nothing but both sides going on with a new token each, and dropping the old one.
/// </summary>
/// <remarks>
/// Compared by reference only. One writer at a time may use a token; a token that was given up must never be used again,
/// because handles taken before that moment rely on what it made standing still.
/// </remarks>
public sealed class Edit
{
}
