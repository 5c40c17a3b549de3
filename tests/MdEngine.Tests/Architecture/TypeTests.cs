using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Architecture;

/// <summary>Rules for types, checked on the built assemblies.</summary>
public sealed class TypeTests
{
    [Fact]
    public void NothingStaticCanChange()
    {
        var seen = new Dictionary<Type, bool>();
        string[] changing =
        [
            .. from type in Types()
               from field in type.GetFields(
                   BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
               where !field.IsLiteral && !(field.IsInitOnly && (IsImmutable(field.FieldType, seen) || IsPrivateTable(field)))
               select $"{type.FullName}.{field.Name}: {field.FieldType}"
        ];
        changing.ShouldBeEmpty("static state outlives runs and is shared by threads; hand it in instead, or freeze it");
    }

    [Fact]
    public void NoTypeBearsItsNamespacesName() =>
        Types().Where(t => t.Namespace?.Split('.')[^1] == t.Name.Split('`')[0])
            .Select(t => t.FullName)
            .ShouldBeEmpty("it would hide the namespace");

    [Fact]
    public void NoNamespaceHidesTheParallelClass() =>
        Types().Where(t => t.Namespace?.EndsWith(".Parallel", StringComparison.Ordinal) ?? false).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(Mutable), false)]
    [InlineData(typeof(Fixed), true)]
    [InlineData(typeof(Nested), false)]
    [InlineData(typeof(int[]), false)]
    [InlineData(typeof(List<int>), false)]
    [InlineData(typeof(Regex), true)]
    public void TheRuleForStaticsHasTeeth(Type type, bool immutable) =>
        IsImmutable(type, []).ShouldBe(immutable);

    private static IEnumerable<Type> Types() => Repository.SourceAssemblies()
        .SelectMany(a => a.GetTypes())
        .Where(t => (t.Namespace?.StartsWith("MdEngine", StringComparison.Ordinal) ?? false)
            && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            && !t.FullName!.Contains('<'));

    /// <summary>Tables of constants: arrays that nobody outside sees.</summary>
    private static bool IsPrivateTable(FieldInfo field) =>
        field.IsPrivate && field.FieldType.IsArray && IsImmutable(field.FieldType.GetElementType()!, []);

    /// <summary>True when no instance of the type can change: by what it is, or because all its fields are so.</summary>
    private static bool IsImmutable(Type type, Dictionary<Type, bool> seen)
    {
        if (seen.TryGetValue(type, out bool known))
        {
            return known;
        }

        // Types that refer to themselves: assumed until shown otherwise.
        seen[type] = true;
        return seen[type] = Decide(type, seen);
    }

    private static bool Decide(Type type, Dictionary<Type, bool> seen)
    {
        Type[] known =
        [
            typeof(string), typeof(Regex), typeof(Type), typeof(System.Globalization.CultureInfo), typeof(Version),
            typeof(System.Text.Encoding), typeof(System.Text.UTF8Encoding), typeof(StringComparer), typeof(object),
            // Frozen by its first use.
            typeof(System.Text.Json.JsonSerializerOptions),
        ];
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || known.Contains(type)
            || typeof(Delegate).IsAssignableFrom(type))
        {
            return true;
        }

        string name = type.FullName ?? type.Name;
        if (name.StartsWith("System.Collections.Immutable.", StringComparison.Ordinal)
            || name.StartsWith("System.Collections.Frozen.", StringComparison.Ordinal)
            || name.StartsWith("System.Buffers.SearchValues", StringComparison.Ordinal)
            || name.StartsWith("System.Collections.Generic.IReadOnly", StringComparison.Ordinal)
            || name.StartsWith("System.Runtime.Intrinsics.", StringComparison.Ordinal))
        {
            return type.GetGenericArguments().All(a => IsImmutable(a, seen));
        }

        if (type.IsInterface && type.Namespace?.StartsWith("MdEngine", StringComparison.Ordinal) == true)
        {
            return Types().Where(t => !t.IsInterface && type.IsAssignableFrom(t)).All(t => IsImmutable(t, seen));
        }

        if (type.IsArray || type.IsInterface || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
        {
            return type.IsValueType && type.GetGenericArguments().All(a => IsImmutable(a, seen));
        }

        return type.BaseType is { } parent && (parent == typeof(object) || parent == typeof(ValueType) || IsImmutable(parent, seen))
            && type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .All(f => (f.IsInitOnly || type.IsValueType)
                    && (IsImmutable(f.FieldType, seen) || IsHidden(f)));
    }

    /// <summary>A collection in a private field that no property stands for: filled at construction, as far as one sees.</summary>
    private static bool IsHidden(FieldInfo field) => field.IsPrivate
        && typeof(System.Collections.ICollection).IsAssignableFrom(field.FieldType)
        && field.GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    private sealed class Mutable
    {
        public int Value { get; set; }
    }

    private sealed class Fixed(int value, Fixed? next)
    {
        public int Value { get; } = value;

        public Fixed? Next { get; } = next;
    }

    private sealed class Nested(Mutable inner)
    {
        public Mutable Inner { get; } = inner;
    }
}
