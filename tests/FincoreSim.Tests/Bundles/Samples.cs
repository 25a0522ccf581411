using System.Collections.Immutable;
using System.Reflection;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Tests.Bundles;

/// <summary>
/// Makes values of the domain's types in which every member says something other than its default, and compares such values
/// member by member: so a member that is added, and forgotten in a bundle, is found.
/// </summary>
internal static class Samples
{
    private static readonly Assembly Domain = typeof(World).Assembly;

    /// <summary>Every sealed type of a family.</summary>
    public static IEnumerable<Type> Of(Type family) =>
        Domain.GetTypes().Where(type => type.IsAssignableTo(family) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>A value of a type; another number gives another value.</summary>
    public static object Make(Type type, int number)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner, number);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return Array(type.GetGenericArguments()[0], number);
        }

        return type switch
        {
            _ when type == typeof(Rule) => Record(type, number),
            _ when type == typeof(RuleEffect) =>
                Record(Of(typeof(RuleEffect)).ElementAt(number % Of(typeof(RuleEffect)).Count()), number),
            _ when type == typeof(DetailForm) => Record(number % 2 == 0 ? typeof(CardForm) : typeof(ClabeForm), number),
            _ when type == typeof(string) => $"a text {number} \"ñ\" \n <&> 漢",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 1000 + number,
            _ when type == typeof(long) => 5_000_000_000 + number,
            _ when type == typeof(double) => 0.1 + (number / 7.0),
            _ when type == typeof(Guid) => new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(123_456_789_012 + number),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(638_000_000_001_234_567 + number, TimeSpan.Zero),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 1 + (number % 28)),
            _ when type == typeof(TimeOnly) => new TimeOnly(17, number % 60, 1, 2),
            _ when type == typeof(UInt128) => (UInt128.MaxValue / 3) + (UInt128)number,
            _ when type == typeof(Money) => new Money(123_456_789_012_345_600 + number),
            _ when type == typeof(Clabe) => Clabe.Create("012", "180", number),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>([0, 255, (byte)number]),
            _ when type.IsEnum => type.GetEnumValues().GetValue(type.GetEnumValues().Length - 1)!,
            _ => Record(type, number),
        };
    }

    /// <summary>The members in which two values differ, by their paths.</summary>
    public static IEnumerable<string> Differences(object? one, object? other, string path)
    {
        if (one is null || other is null || one.GetType() != other.GetType())
        {
            return one is null && other is null ? [] : [$"{path}: {one ?? "null"} / {other ?? "null"}"];
        }

        if (one is ReadOnlyMemory<byte> bytes)
        {
            return bytes.Span.SequenceEqual(((ReadOnlyMemory<byte>)other).Span) ? [] : [path];
        }

        if (one is System.Collections.IEnumerable and not string)
        {
            var (all, others) = (((System.Collections.IEnumerable)one).Cast<object>().ToArray(),
                ((System.Collections.IEnumerable)other).Cast<object>().ToArray());
            return all.Length != others.Length
                ? [$"{path}: length"]
                : all.SelectMany((item, at) => Differences(item, others[at], $"{path}[{at}]"));
        }

        var members = Members(one.GetType()).ToArray();
        return members.Length == 0
            ? one.Equals(other) ? [] : [$"{path}: {one} / {other}"]
            : members.SelectMany(member => Differences(member.GetValue(one), member.GetValue(other), $"{path}.{member.Name}"));
    }

    private static object Array(Type of, int number)
    {
        var count = of == typeof(RuleEffect) ? Of(typeof(RuleEffect)).Count() : 2;
        var items = System.Array.CreateInstance(of, count);
        for (var index = 0; index < count; index++)
        {
            items.SetValue(Make(of, number + index), index);
        }

        return typeof(ImmutableCollectionsMarshalOf<>).MakeGenericType(of).GetMethod("Wrap")!.Invoke(null, [items])!;
    }

    private static object Record(Type type, int number)
    {
        var constructor = type.GetConstructors().OrderByDescending(made => made.GetParameters().Length).FirstOrDefault();
        var (value, count) = (constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke(
                [.. constructor.GetParameters().Select((parameter, at) => Inner(type, parameter.ParameterType, number + at))]),
            100);
        foreach (var member in Members(type).Where(member => member.CanWrite))
        {
            member.SetValue(value, Inner(type, member.PropertyType, number + count++));
        }

        return value;
    }

    /// <summary>A payment's follow-up has a payment with a follow-up: at the second one it ends.</summary>
    private static object? Inner(Type owner, Type type, int number) =>
        owner.Name == "MovePayment" && type.Name == "FollowUp" && number > 150
            ? null
            : Make(type, number + (type.Name == "FollowUp" ? 100 : 0));

    /// <summary>What a value is made of; what it works out from that does not count.</summary>
    private static IEnumerable<PropertyInfo> Members(Type type) => type.Assembly == Domain && !type.IsEnum
        ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.SetMethod is not null)
        : [];

    private static class ImmutableCollectionsMarshalOf<T>
    {
        public static ImmutableArray<T> Wrap(T[] items) => [.. items];
    }
}
