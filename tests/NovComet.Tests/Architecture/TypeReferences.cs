using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NovComet.Tests.Architecture;

/// <summary>Finds which types a type knows: in its declaration, its members' signatures and attributes, and its code.</summary>
internal static class TypeReferences
{
    /// <summary>All types that a type knows, with those of its nested types.</summary>
    public static IEnumerable<TypeReference> Of(TypeDefinition type) =>
        Mentioned(type).SelectMany(Parts).Concat(type.NestedTypes.SelectMany(Of));

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. AttributesOf(type),
        .. type.Fields.SelectMany(field => AttributesOf(field).Prepend(field.FieldType)),
        .. type.Properties.SelectMany(property => AttributesOf(property).Prepend(property.PropertyType)),
        .. type.Events.Select(e => e.EventType),
        .. type.Methods.SelectMany(Mentioned),
    ];

    private static IEnumerable<TypeReference?> Mentioned(MethodDefinition method) =>
    [
        method.ReturnType,
        .. AttributesOf(method),
        .. method.GenericParameters.SelectMany(Constraints),
        .. method.Parameters.SelectMany(parameter => AttributesOf(parameter).Prepend(parameter.ParameterType)),
        .. method.HasBody ? Mentioned(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> Mentioned(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(Mentioned),
    ];

    private static IEnumerable<TypeReference?> Mentioned(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference?> AttributesOf(ICustomAttributeProvider member) =>
        member.CustomAttributes.Select(attribute => attribute.AttributeType);

    private static IEnumerable<TypeReference?> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    /// <summary>The types of which a type is made: arrays, pointers and generic instances name others.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification other => Parts(other.ElementType),
        _ => [type],
    };
}
