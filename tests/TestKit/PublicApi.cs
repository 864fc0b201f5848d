using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RdmPlanner.TestKit;

/// <summary>What users of a library can name, one line a type or member, so that a change of it is a change of a file.</summary>
public static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What the compiler writes into every record and what every type has.
    private static readonly string[] Implied = ["Equals", "GetHashCode", "ToString", "PrintMembers", "EqualityContract", "op_Equality", "op_Inequality"];

    /// <summary>Lists a library.</summary>
    /// <param name="library">The assembly.</param>
    /// <returns>Lines in ordinal order, each once.</returns>
    public static ImmutableArray<string> Of(Assembly library) =>
        [.. library.GetExportedTypes().SelectMany(Lines).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        string name = Name(type);
        yield return $"{name}: {Kind(type)}{Bases(type)}";
        if (type.IsEnum)
        {
            foreach (string value in Enum.GetNames(type))
                yield return $"{name}.{value} = {Convert.ToString(Convert.ChangeType(Enum.Parse(type, value), type.GetEnumUnderlyingType(), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}";
            yield break;
        }

        foreach (MemberInfo member in type.GetMembers(Declared).Where(m => !m.Name.Contains('<') && !Implied.Contains(m.Name)))
        {
            if (Line(member) is { } line)
                yield return $"{name}.{line}";
        }
    }

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo field when IsSeen(field.Attributes & FieldAttributes.FieldAccessMask) =>
            $"{field.Name}: {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)}{(field.IsLiteral ? $" = {Text(field.GetRawConstantValue())}" : "")}",
        PropertyInfo property when IsSeen(property.GetMethod) || IsSeen(property.SetMethod) =>
            $"{property.Name}{Parameters(property.GetIndexParameters(), '[', ']')}: {Static(property.GetMethod ?? property.SetMethod)}{Name(property.PropertyType)}{Accessors(property)}",
        MethodInfo { IsSpecialName: false } method when IsSeen(method) => Signature(method),
        MethodInfo method when IsSeen(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) => Signature(method),
        ConstructorInfo constructor when IsSeen(constructor) => $"new{Parameters(constructor.GetParameters(), '(', ')')}",
        _ => null,
    };

    private static string Signature(MethodInfo method) =>
        $"{method.Name}{Parameters(method.GetParameters(), '(', ')')}: {Static(method)}{(method.IsAbstract ? "abstract " : "")}{Name(method.ReturnType)}";

    private static string Accessors(PropertyInfo property)
    {
        string set = !IsSeen(property.SetMethod) ? ""
            : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
        return $" {{{(IsSeen(property.GetMethod) ? " get;" : "")}{set} }}{required}";
    }

    private static string Parameters(ParameterInfo[] parameters, char open, char close) => parameters.Length == 0 && open == '['
        ? ""
        : open + string.Join(", ", parameters.Select(p => $"{(p.IsOut ? "out " + Name(p.ParameterType.GetElementType()!) : Name(p.ParameterType))} {p.Name}{(p.HasDefaultValue ? " = " + Text(p.RawDefaultValue) : "")}")) + close;

    private static string Text(object? value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Static(MethodInfo? method) => method is { IsStatic: true } ? "static " : "";

    private static bool IsSeen(FieldAttributes access) =>
        access is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    // An inherited accessor of a class that nobody outside can derive from is seen all the same.
    private static bool IsSeen(MethodBase? method) =>
        method is not null && (method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => $"enum of {Name(type.GetEnumUnderlyingType())}",
        { IsInterface: true } => "interface",
        { IsValueType: true } => type.IsByRefLike ? "ref struct" : type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => typeof(Delegate).IsAssignableFrom(type) ? "delegate" : "class",
    };

    private static string Bases(Type type) => type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType && !type.IsEnum
        ? $" : {Name(parent)}"
        : "";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;

        string name = type.Namespace is "System" or "System.Collections.Generic" or "System.Collections.Immutable" ? type.Name : type.FullName ?? $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType)
            return name.Replace('+', '.');

        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? name : name[..tick]).Replace('+', '.')}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
