namespace FincoreSim.Domain.Collections;

/// <summary>
/// A thing with its place in the order in which things came. Places begin at 1, and nothing gets another one's, whatever is
/// dropped meanwhile: so a list can be taken up again where it was left.
/// </summary>
/// <param name="Place">The place.</param>
/// <param name="Thing">The thing.</param>
public readonly record struct Placed<T>(long Place, T Thing);
