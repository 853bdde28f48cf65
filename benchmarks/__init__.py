"""How fast is the model, against what?"""
