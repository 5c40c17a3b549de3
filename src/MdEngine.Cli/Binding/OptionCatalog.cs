using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Binding;

/// <summary>Reads the declarations of options records by reflection, each once.</summary>
/// <param name="assemblies">Where variants of abstract records are looked for, beside those records' own assemblies.</param>
public sealed class OptionCatalog(IEnumerable<OptionAssembly> assemblies)
{
    private readonly Dictionary<Type, OptionModel> _models = [];
    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>The declarations of a record.</summary>
    /// <exception cref="InputException">A plug-in's record uses what options cannot be.</exception>
    public OptionModel Of(Type type)
    {
        if (_models.TryGetValue(type, out OptionModel? known))
        {
            return known;
        }

        if (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw Unusable(type, "it has no public constructor without parameters");
        }

        object prototype = Activator.CreateInstance(type)!;
        var options = new List<OptionInfo>();
        foreach (PropertyInfo property in Properties(type))
        {
            OptionAttribute? rules = property.GetCustomAttribute<OptionAttribute>();
            if (rules is null)
            {
                continue;
            }

            if (options.Any(o => o.Key == rules.Key))
            {
                throw Unusable(type, $"key \"{rules.Key}\" is declared twice");
            }

            if (property.SetMethod is null)
            {
                throw Unusable(type, $"property {property.Name} has no setter");
            }

            bool nullable = Nullable.GetUnderlyingType(property.PropertyType) is not null
                || _nullability.Create(property).WriteState == NullabilityState.Nullable;
            options.Add(new OptionInfo(
                rules,
                property,
                ShapeOf(property.PropertyType, type, property.Name),
                rules.Required && !nullable,
                property.GetValue(prototype),
                property.GetCustomAttribute<OutputFileAttribute>()));
        }

        var model = new OptionModel(
            type,
            options,
            [.. type.GetCustomAttributes<ExactlyOneAttribute>()],
            [.. type.GetCustomAttributes<OnlyWithAttribute>()]);
        _models.Add(type, model);
        return model;
    }

    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<PropertyInfo> inherited = type.BaseType is { } b && b != typeof(object) ? Properties(b) : [];
        return inherited.Concat(type.GetProperties(Own).OrderBy(p => p.MetadataToken));
    }

    private OptionShape ShapeOf(Type declared, Type owner, string property)
    {
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (ScalarOf(type) is { } scalar)
        {
            return new OptionShape.Scalar(type, scalar);
        }

        if (type.IsEnum)
        {
            return new OptionShape.Choice(type, Choices(type));
        }

        if (type == typeof(OutputSwitch))
        {
            return new OptionShape.Switch(type);
        }

        if (type == typeof(IPotentialSource))
        {
            return new OptionShape.Potential(type);
        }

        if (type.IsArray)
        {
            return new OptionShape.List(type, ShapeOf(type.GetElementType()!, owner, property));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return new OptionShape.List(type, ShapeOf(type.GetGenericArguments()[0], owner, property));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            && type.GetGenericArguments()[0] == typeof(string))
        {
            return new OptionShape.Map(type, ShapeOf(type.GetGenericArguments()[1], owner, property));
        }

        // Where nobody brings a variant yet, it is a choice without choices.
        if (type.IsClass && type.IsAbstract && !typeof(IEnumerable).IsAssignableFrom(type))
        {
            return new OptionShape.Union(type, VariantsOf(type));
        }

        bool isRecord = type.IsClass && !type.IsAbstract && !typeof(IEnumerable).IsAssignableFrom(type)
            && type.GetProperties().Any(p => p.IsDefined(typeof(OptionAttribute)));
        return isRecord
            ? new OptionShape.Nested(type)
            : throw Unusable(owner, $"property {property} has the type {type.Name}, which no option can have");
    }

    private List<OptionVariant> VariantsOf(Type type)
    {
        List<OptionVariant> listed =
            [.. type.GetCustomAttributes<VariantAttribute>(false).Select(v => new OptionVariant(v.Name, v.Type, v.Description))];
        if (listed.Count > 0)
        {
            return listed;
        }

        var found = new List<OptionVariant>();
        IEnumerable<Type> derived = assemblies.Select(a => a.Assembly).Prepend(type.Assembly).Distinct()
            .SelectMany(a => a.GetExportedTypes())
            .Where(t => !t.IsAbstract && t.IsSubclassOf(type));
        foreach (Type variant in derived)
        {
            if (variant.GetCustomAttribute<OptionVariantAttribute>() is not { } mark)
            {
                continue;
            }

            if (found.Find(v => v.Name == mark.Name) is { } other)
            {
                throw Unusable(variant, $"the type \"{mark.Name}\" is that of {other.Type.FullName} too");
            }

            found.Add(new OptionVariant(mark.Name, variant, mark.Description));
        }

        return [.. found.OrderBy(v => v.Name, StringComparer.Ordinal)];
    }

    private static ScalarKind? ScalarOf(Type type) =>
        type == typeof(bool) ? ScalarKind.Boolean
        : type == typeof(int) ? ScalarKind.Int32
        : type == typeof(long) ? ScalarKind.Int64
        : type == typeof(ulong) ? ScalarKind.UInt64
        : type == typeof(double) ? ScalarKind.Double
        : type == typeof(string) ? ScalarKind.Text
        : null;

    private static List<(string Name, object Value)> Choices(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (
            f.GetCustomAttribute<ChoiceAttribute>()?.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(f.Name),
            f.GetValue(null)!))];

    private static InputException Unusable(Type type, string why) =>
        new($"the options {type.FullName} of assembly {type.Assembly.GetName().Name} cannot be used: {why}");
}
