namespace FincoreSim.Testing;

/// <summary>
/// Says which behaviour of the catalogue (GET /_sim/fidelity) a test proves. A test fails when a documented behaviour has none.
/// </summary>
/// <param name="behaviour">The behaviour's id.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ProvesAttribute(string behaviour) : Attribute
{
    /// <summary>The behaviour's id.</summary>
    public string Behaviour { get; } = behaviour;
}
