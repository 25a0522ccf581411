using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>
/// A fork has everything that was there: each field of each part is filled with something that is not its default, and looked for
/// in the fork. So a field that is added, and forgotten where its class is copied, is found. In the same way a part of a draft
/// forgets.
/// </summary>
public sealed class ForkedPartTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    /// <summary>What each world has for itself: the right to write, and the room in a block that nobody else may fill.</summary>
    private static readonly string[] Own = ["IdempotencyTable._room"];

    private static IEnumerable<Type> Parts =>
        [.. TypesOf(typeof(StatePart)), typeof(Journal), typeof(Schedule)];

    private static IEnumerable<Type> DraftParts => TypesOf(typeof(DraftPart));

    [TestCaseSource(nameof(Parts))]
    public void A_fork_of_a_part_has_every_field(Type type)
    {
        var part = Filled(type);
        var fork = type.GetMethod("Fork", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!
            .Invoke(part, [new Edit()])!;

        Assert.That(
            FieldsOf(type).Where(field => !IsOwn(field) && !Same(field.GetValue(part), field.GetValue(fork))).Select(NameOf),
            Is.Empty);
    }

    [Test]
    public void A_fork_of_a_world_has_every_field()
    {
        var type = typeof(WorldState);
        var state = DeterminismTests.Lived(42).World.State;
        foreach (var field in FieldsOf(type).Where(field => !IsOwn(field) && !IsForked(field.FieldType)))
        {
            field.SetValue(state, field.FieldType == typeof(long[]) ? new long[] { 7, 8 } : Sentinel(field.FieldType));
        }

        var fork = state.Fork();

        var forgotten = FieldsOf(type)
            .Where(field => !IsOwn(field) && field.GetValue(fork) is var there && (IsForked(field.FieldType)
            ? there is null
            : !Same(field.GetValue(state), there)));
        Assert.That(forgotten.Select(NameOf), Is.Empty);
        Assert.That(fork.Journal.NextSequence, Is.EqualTo(state.Journal.NextSequence));
        Assert.That(fork.Schedule.Count, Is.EqualTo(state.Schedule.Count));
    }

    [TestCaseSource(nameof(DraftParts))]
    public void A_part_of_a_draft_forgets_every_field(Type type)
    {
        var (part, unused) = ((DraftPart)Filled(type), (DraftPart)Activator.CreateInstance(type)!);
        unused.Begin();

        part.Begin();

        Assert.That(FieldsOf(type).Where(field => !Same(field.GetValue(unused), field.GetValue(part))).Select(NameOf), Is.Empty);
    }

    private static IEnumerable<Type> TypesOf(Type family) =>
        family.Assembly.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static object Filled(Type type)
    {
        var part = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in FieldsOf(type))
        {
            field.SetValue(part, Sentinel(field.FieldType));
        }

        return part;
    }

    /// <summary>A value that is not the default, and that no constructor makes.</summary>
    private static object Sentinel(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Sentinel(inner);
        }

        if (type == typeof(string) || type.IsArray)
        {
            return type.IsArray ? Array.CreateInstance(type.GetElementType()!, 1) : new string('x', 7);
        }

        if (type.IsPrimitive || type.IsEnum)
        {
            return type.IsEnum ? Enum.ToObject(type, 7) : type == typeof(bool) ? true : Convert.ChangeType(7, type);
        }

        var value = RuntimeHelpers.GetUninitializedObject(type.IsAbstract ? ConcreteOf(type) : type);
        foreach (var field in type.IsValueType ? FieldsOf(type) : [])
        {
            field.SetValue(value, Sentinel(field.FieldType));
        }

        return value;
    }

    private static Type ConcreteOf(Type type)
    {
        var family = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var found = type.Assembly.GetTypes().First(other => !other.IsAbstract && other.BaseType is { } parent
            && (parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent) == family);
        return found.IsGenericTypeDefinition ? found.MakeGenericType(type.GetGenericArguments()) : found;
    }

    /// <summary>Whether two values are one: the same object, equal members, or arrays of equal elements.</summary>
    private static bool Same(object? one, object? other)
    {
        if (one is null || other is null || one.GetType() != other.GetType())
        {
            return one is null && other is null;
        }

        var type = one.GetType();
        return type.IsPrimitive || type.IsEnum ? one.Equals(other)
            : type.IsValueType ? FieldsOf(type).All(field => Same(field.GetValue(one), field.GetValue(other)))
            : ReferenceEquals(one, other)
                || (one is long[] numbers && ((IStructuralEquatable)numbers).Equals(other, EqualityComparer<long>.Default));
    }

    private static bool IsOwn(FieldInfo field) => field.FieldType == typeof(Edit) || Own.Contains(NameOf(field));

    private static bool IsForked(Type type) => type == typeof(Journal) || type == typeof(Schedule) || type == typeof(StatePart[]);

    private static FieldInfo[] FieldsOf(Type type) => type.GetFields(Fields);

    private static string NameOf(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";
}
